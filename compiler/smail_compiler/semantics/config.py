"""The config file, and the second one it may name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from smail_compiler.ir.dialect import Dialect
from smail_compiler.semantics import kinds
from smail_compiler.semantics.configured import open_configured
from smail_compiler.semantics.dialects import declared_in, misdeclared
from smail_compiler.semantics.disk import Disk
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.semantics.variables import Variables, built_in_variables, text_of, with_settings
from smail_compiler.syntax.kinds import ADDING_OPERATOR
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic

_SECOND = "second_config_file"


class Config(msgspec.Struct, frozen=True):
    """What the config files say: every variable, the dialect as far as told here, each setting as written."""

    variables: Variables
    dialect: Dialect
    written: tuple[AttributeNode, ...] = ()


def config(
    directory: str,
    path: str,
    asked: Dialect | None = None,
    given: Mapping[str, bytes] = MappingProxyType({}),
    disk: Disk | None = None,
) -> Part[Config]:
    """The variables after the config file `path` of a directory and the second file, which overrides it.

    A second file named in the second file is not read. The dialect is the one `asked` for, else the declared one.
    `given` are texts that stand for those of files, and `disk` reads these, as in `Tree`.
    """
    disk = disk or Disk()
    opened = Tree(directory, directory, given, disk).read_entries(path)
    dialect = asked or declared_in(opened.source) or Dialect()
    built_in = built_in_variables(dialect.edition)
    first = _applied(Config(built_in, dialect), opened)
    variables = first.value.variables
    second = open_configured(Tree(directory, library(variables), given, disk), variables, _SECOND)
    if second is None:
        return first
    both = _applied(first.value, second, secondary=True)
    return Part(both.value, (*first.found, *both.found), (*first.sources, *both.sources))


def library(variables: Variables) -> str:
    """The directory on the host below which relative names are placed."""
    return text_of(variables, "smail_lib_dir") or "/"


def _applied(before: Config, opened: Opened, *, secondary: bool = False) -> Part[Config]:
    """What holds after one file; a file that is not there changes nothing."""
    if opened.state is not State.READ:
        return Part(before, opened.found)
    from smail_compiler.syntax.parse import parse_config

    parsed = parse_config(opened.source, extended=before.dialect.extended)
    part = with_settings(before.variables, parsed.nodes, before.dialect)
    found = [one for one in parsed.diagnostics if one.kind is not ADDING_OPERATOR]  # said again, with the whole list
    found += part.found
    found += misdeclared(opened.source, secondary=secondary)
    found += [
        _ignored(one)
        for one in parsed.nodes
        if secondary and one.name == _SECOND and one.value not in (None, "", "-")
    ]
    after = Config(part.value, before.dialect, (*before.written, *parsed.nodes))
    return Part(after, tuple(found), (opened.source,))


def _ignored(node: AttributeNode) -> Diagnostic:
    """A second file that names another."""
    return Diagnostic(
        kinds.SECOND_OF_SECOND,
        f"`{node.value}` is never read, for a second config file cannot name another",
        node.at,
        help="put what it says into this file, or name it in the first file instead",
    )
