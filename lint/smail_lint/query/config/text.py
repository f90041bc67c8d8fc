"""A configuration printed as configuration: a section for each file, comments for where everything came from.

What is printed of a file can be put in its place: read again it gives the same program. Built-in values and entries
are comments, as nothing needs to be written for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema.attribute import Attribute, FileKind, Scalar, ValueType
from smail_compiler.schema.dialects import BASE
from smail_compiler.semantics.config import library
from smail_compiler.semantics.dump import dumped, quoted
from smail_compiler.semantics.tables import FILE_OF
from smail_compiler.semantics.tree import Tree
from smail_compiler.semantics.variables import text_of
from smail_compiler.syntax.dialect import declarations
from smail_compiler.syntax.entries import first_entry
from smail_lint.query.config.answer import variables
from smail_lint.query.config.lines import INDENT, Line, as_comment, laid_out, listing, origin
from smail_lint.query.config.rows import methods, qualify_rows, retry_rows
from smail_lint.query.effective import Effective, as_configured, attributes, names_driver
from smail_lint.report.visible import printable

_DIALECT = re.compile(r"^[ \t]*#[ \t]*(smail-dialect\b[\x20-\x7e]*)", re.MULTILINE)


class Section(msgspec.Struct, frozen=True):
    """The lines of one file; `path`, relative to the target, is None for entries that stand in no file."""

    path: str | None
    title: str
    lines: tuple[Line, ...]


def sections(site: Site, config: str, *, changed: bool = False) -> tuple[Section, ...]:
    """The files of a configuration whose config file is called `config`, in reading order.

    With `changed` only what differs from the defaults is printed; the program is still the same.
    """
    tree = Tree(site.directory, library(site.variables))
    tables = [_table(site, tree, kind, changed) for kind in (FileKind.TRANSPORT, FileKind.ROUTER, FileKind.DIRECTOR)]
    found = [*_configs(site, config, changed), *tables, *_rows(site, tree, changed)]
    return tuple(one for one in found if one.lines or one.path)


def section_lines(one: Section) -> Iterator[Line]:
    """A section below a line with its title."""
    yield Line(comment=f"---- {printable(one.title)} ----")
    yield from one.lines


def _read(site: Site, tree: Tree, variable: str) -> str | None:
    """The path of the file that a variable names, None when there is none."""
    name = text_of(site.variables, variable)
    path = tree.locate(name) if name is not None else None
    return path if any(source.path == path for source in site.sources) else None


# config


def _configs(site: Site, config: str, changed: bool) -> Iterator[Section]:
    """The config file, and the second one with what it set; all in one when only the second names itself."""
    shown = variables(site, changed=changed)
    second = site.variables["second_config_file"].at
    paths = {one.at.source.path for one in site.variables.values() if one.at is not None} - {config}
    if second is None or second.source.path != config:
        paths.clear()
    rest = [one for one in shown if one.at is None or one.at.source.path not in paths]
    yield Section(config, config, (*_declared(site, config), *_variables(rest)))
    for path in sorted(paths):
        own = [one for one in shown if one.at is not None and one.at.source.path == path]
        yield Section(path, path, tuple(_variables(own)))


def _declared(site: Site, config: str) -> Iterator[Line]:
    """The dialect and why it is that, as a declaration where one is needed, with those that the file has."""
    yield from listing(printable(site.dialect.reason).split(" "), head=f"dialect {site.dialect.name}:")
    own = [one for source in site.sources[:1] if source.path == config for one in declarations(source)]
    if site.dialect.name != next((one.word for one in own if one.counts), BASE):
        yield Line(comment=f"smail-dialect: {site.dialect.name}")
    for source in site.sources[:1]:
        if source.path == config:
            above = source.latin1[: first_entry(source.latin1, 0)]
            yield from (Line(comment=found[1].rstrip()) for found in _DIALECT.finditer(above))


def _variables(shown: Sequence[Setting]) -> Iterator[Line]:
    """What files set, then what is built in as comments."""
    for one in shown:
        if one.at is not None:
            yield from _parts(one)
            yield from laid_out(_setting(one.fact, one.value), origin(one.at))
    built_in = [one for one in shown if one.at is None]
    if built_in:
        yield Line(comment="built-in:")
    for one in built_in:
        yield from as_comment(_commented(one))


def _parts(one: Setting) -> Iterator[Line]:
    """Where the parts of a list stand that several settings made."""
    for number, part in enumerate(one.origins):
        head = f"{one.name}:" if number == 0 else " " * (len(one.name) + 1)
        yield Line(comment=f"{head} {quoted(part.value)}  {origin(part.at) if part.at else 'built-in'}")


def _commented(one: Setting) -> str:
    if one.fact.type is ValueType.READ_ONLY:
        return f"{one.name} is read-only"
    return dumped(one.fact, one.value)


def _setting(fact: Attribute, value: Scalar) -> str:
    """`name = value` or the sign form; a zero that has no sign form is written out."""
    text = dumped(fact, value)
    return f"{fact.name} = 0" if text.startswith("-") and not fact.resettable and value is not None else text


# directors, routers, transports


def _table(site: Site, tree: Tree, kind: FileKind, changed: bool) -> Section:
    """The entries of a file; built-in ones are comments below them."""
    entries = {FileKind.DIRECTOR: site.directors, FileKind.ROUTER: site.routers, FileKind.TRANSPORT: site.transports}
    path = _read(site, tree, FILE_OF[kind])
    written = [line for one in entries[kind] if one.at is not None for line in _entry(one, changed)]
    built_in = [one for one in entries[kind] if one.at is None] if not changed else []
    lines = (*written, *_built_in(built_in, kind, path, site.dialect.edition))
    return Section(path, path or f"{kind.value}s: no file", lines)


def _entry(entry: Entry, changed: bool) -> Iterator[Line]:
    """An entry as it would be written, one attribute a line."""
    assert entry.at is not None
    generic = [one for one in attributes(entry, private=False) if _is_code(one, changed)]
    private = [one for one in attributes(entry, private=True) if _is_code(one, changed)]
    yield from laid_out(f"{entry.name}:", origin(entry.at), strong=True)
    if not entry.known:
        yield Line(comment="some part of this entry is not understood", indent=INDENT)
    yield from _part(generic, ";" if private else "")
    yield from _part(private, "")
    if not changed:
        yield from _left_to_default(entry)


def _is_code(one: Effective, changed: bool) -> bool:
    return one.at is not None and (not changed or one.differs or names_driver(one))


def _part(shown: Sequence[Effective], end: str) -> Iterator[Line]:
    for number, one in enumerate(shown, 1):
        assert one.at is not None
        mark = end if number == len(shown) else ","
        yield from laid_out(f"{INDENT}{_attribute(one)}{mark}", origin(one.at))


def _attribute(one: Effective) -> str:
    return _setting(one.fact, one.value)


def _left_to_default(entry: Entry) -> Iterator[Line]:
    """The attributes that the entry does not write."""
    for private, head in ((False, "generic, built-in:"), (True, "driver, built-in:")):
        every = [one for one in attributes(entry, private=private) if one.at is None and not names_driver(one)]
        yield from listing(_separated([_attribute(one) for one in every]), INDENT, head if every else "")


def _separated(items: Sequence[str]) -> list[str]:
    return [*(f"{one}," for one in items[:-1]), *items[-1:]]


def _built_in(entries: Iterable[Entry], kind: FileKind, path: str | None, edition: str) -> Iterator[Line]:
    """Built-in entries as comments, each as it would be written in a file."""
    for number, entry in enumerate(entries):
        if number == 0:
            yield Line(comment=f"built-in {kind.value}s{', behind those above' if path else ''}:")
        yield from _entry_as_comment(entry, edition)


def _entry_as_comment(entry: Entry, edition: str) -> Iterator[Line]:
    shown = as_configured(entry, edition)
    generic = _separated([_attribute(one) for one in shown if not one.private])
    private = _separated([_attribute(one) for one in shown if one.private])
    if private:
        generic[-1] += ";"
    yield from listing([*generic, *private], head=f"{entry.name}:")


# retry, qualify, methods


def _rows(site: Site, tree: Tree, changed: bool) -> Iterator[Section]:
    retry = _read(site, tree, "retry_file")
    yield Section(retry, retry or "retry: no file", tuple(retry_rows(site.retry, built_in=not changed)))
    qualify = _read(site, tree, "qualify_file")
    yield Section(qualify, qualify or "qualify: no file", tuple(qualify_rows(site.qualify)))
    for path, rules in methods(site.routers).items():
        yield Section(path, path, rules)
