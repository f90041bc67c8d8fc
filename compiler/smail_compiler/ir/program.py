"""The typed program: the effective configuration, with the place of every value.

This is what rules ask and what the emitter lowers. Anything not written in a file comes from the built-in tables or
the facts table and has no span.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_compiler.ir.data_files import ListFile, LookupData, RouteData
from smail_compiler.ir.dialect import Dialect
from smail_compiler.schema.attribute import Attribute, FileKind, Scalar
from smail_compiler.syntax.alias_columns import AliasEntries
from smail_compiler.syntax.expression import Command, Text
from smail_compiler.syntax.nodes import AliasNode, AttributeNode, EntryNode
from smail_compiler.text.source import SourceFile, Span
from smail_runtime.table.pattern import Pattern


class Origin(msgspec.Struct, frozen=True):
    """A part of a list and where it was written; `at` is None for a built-in part."""

    value: str
    at: Span | None


class Setting(msgspec.Struct, frozen=True):
    """A variable or attribute with its typed value.

    Intervals are seconds; modes and numbers are int; a minus form gives None for strings, 0 for numbers, False for
    booleans. `template` is the parsed text when the attribute is expanded and the text is well formed: `Command`
    for command lines, `Text` otherwise; `items` instead when the attribute is a list whose items are expanded one by
    one. `at` is None for built-in values. `origins` are the parts of a list that several settings made, in order.
    """

    fact: Attribute
    value: Scalar
    at: Span | None
    value_at: Span | None = None
    spelled: str = ""
    template: Text | Command | None = None
    items: tuple[Text, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.fact.name

    @property
    def name_at(self) -> Span | None:
        """The name with its sign; one joined from two lines counts as it was written. None for built-in values."""
        if self.at is None:
            return None
        source, start = self.at.source, self.at.start
        signed = source.part(start, start + 1) in (b"+", b"-")
        return Span(source, start, min(start + signed + len(self.spelled), self.at.end))

    @property
    def place(self) -> Span | None:
        """Where its value is written, else the whole of it; None for built-in values."""
        return self.value_at or self.at

    @property
    def trees(self) -> tuple[Text | Command, ...]:
        """What is expanded of it: the whole value, or the items of a list one by one."""
        return self.items if self.template is None else (self.template, *self.items)


class MethodRule(msgspec.Struct, frozen=True):
    """A row of a router's method file: host (`*` for any), grades from `low` to `high`, transport.

    Both bounds None mean every grade; an empty bound is open.
    """

    host: str
    low: str | None
    high: str | None
    transport: str
    at: Span
    transport_at: Span


class Entry(msgspec.Struct, frozen=True):
    """A director, router or transport in force; `at` covers its name, None when it is built in.

    `generic` and `private` hold only what was written (repeatable headers more than once, in file order; anything
    else once, the first). `known` is False when the driver is unknown or part of the entry was not understood.
    `driver` is the canonical name, or what was written when there is no such driver. `methods` are the rows of the
    method file of a router. `node` is the entry as it is written, with what is repeated or was not understood.
    """

    kind: FileKind
    name: str
    driver: str
    generic: tuple[Setting, ...]
    private: tuple[Setting, ...]
    at: Span | None
    span: Span | None
    known: bool
    defaults: Mapping[tuple[bool, str], Scalar] = {}
    methods: tuple[MethodRule, ...] = ()
    node: EntryNode | None = None

    @property
    def settings(self) -> tuple[Setting, ...]:
        """All that was written, the driver's part last."""
        return *self.generic, *self.private

    def setting(self, name: str, *, private: bool) -> Setting | None:
        """The setting as written in the entry, None when it is left to its default."""
        for one in self.private if private else self.generic:
            if one.fact.name == name:
                return one
        return None

    def value(self, name: str, *, private: bool) -> Scalar:
        """The effective value: as written, else the default of the entry's template and facts table."""
        written = self.setting(name, private=private)
        return written.value if written is not None else self.defaults.get((private, name))


class RetryRule(msgspec.Struct, frozen=True):
    """A row of the retry file: domains (`*` alone for any), interval and duration in seconds.

    `first` are the delays after the first attempts, `limit` the deliveries to one host at a time (0: not said). The
    domains in quotes are patterns, and `patterns` are these compiled, in their order.
    """

    domains: tuple[str, ...]
    interval: int
    duration: int
    at: Span | None
    first: tuple[int, ...] = ()
    limit: int = 0
    patterns: tuple[Pattern, ...] = ()

    @property
    def plain(self) -> tuple[str, ...]:
        """The domains that are no patterns."""
        return tuple(one for one in self.domains if not one.startswith('"'))


class QualifyRule(msgspec.Struct, frozen=True):
    """A row of the qualify file: a host name without dots (`*` for any) and the domain that completes it."""

    host: str
    domain: str
    at: Span


class AliasPattern(msgspec.Struct, frozen=True):
    """An alias whose key is a regular expression, and that expression compiled."""

    entry: AliasNode
    pattern: Pattern


class AliasData(msgspec.Struct, frozen=True):
    """The database of one aliasfile director that is compiled into the table (lsearch text).

    `entries` are all, in their order; `patterns` those of them whose keys are regular expressions, without the ones
    that were refused. A look-up takes the first entry, of either sort, whose key fits.
    """

    director: str
    source: SourceFile
    entries: AliasEntries
    patterns: tuple[AliasPattern, ...] = ()


class Site(msgspec.Struct, frozen=True):
    """One host's whole configuration.

    `variables` holds every config variable by canonical name. `sources` are all files read, in reading order.
    `directory` is where relative names were looked up. `incomplete` names the tables (`directors`, `routers`,
    `transports`) of which some part could not be read or understood: nothing is concluded from what they lack.
    `lists` are the list files in reach; they are not among `sources`, for the daemon reads them whenever mail comes.
    `routes` are the databases of routers by the router's name, `lookups` the files of look-ups. `dialect` is the
    edition of the language. `written` are the settings of the config files as they stand there, with what is
    overridden or was not understood. `searched` are the texts of alias files, by the director's name, that are not
    compiled but searched when mail comes.
    """

    directory: str
    variables: Mapping[str, Setting]
    directors: tuple[Entry, ...]
    routers: tuple[Entry, ...]
    transports: tuple[Entry, ...]
    retry: tuple[RetryRule, ...]
    aliases: Mapping[str, AliasData]
    sources: tuple[SourceFile, ...]
    qualify: tuple[QualifyRule, ...] = ()
    incomplete: frozenset[str] = frozenset()
    lists: tuple[ListFile, ...] = ()
    routes: Mapping[str, RouteData] = {}
    lookups: tuple[LookupData, ...] = ()
    dialect: Dialect = Dialect()
    written: tuple[AttributeNode, ...] = ()
    searched: Mapping[str, SourceFile] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Directors, routers and transports, in this order."""
        return *self.directors, *self.routers, *self.transports

    @property
    def start(self) -> Span:
        """The start of the first file, or of a config file that could not be read.

        It is the place of a finding for which no line is to blame.
        """
        return (self.sources or (SourceFile("config", b""),))[0].span(0)

    def variable(self, name: str) -> Scalar:
        """The effective value of a config variable."""
        return self.variables[name].value

    def transport(self, name: str) -> Entry | None:
        """The transport a name leads to: the first of that name."""
        return next((one for one in self.transports if one.name == name), None)
