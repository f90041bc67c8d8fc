"""Names that are not known where they stand, and the three answers: generic here, of which driver, of which file."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics import kinds, moves
from smail_compiler.semantics.near import nearest
from smail_compiler.syntax.nodes import AttributeNode, EntryNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label
from smail_compiler.text.source import bytes_of
from smail_runtime.mail.wording import listed

_FILES = {FileKind.DIRECTOR: "directors", FileKind.ROUTER: "routers", FileKind.TRANSPORT: "transports"}


def unknown_variable(node: AttributeNode) -> Diagnostic:
    """A name in the config file that is no variable."""
    near = nearest(node.name, facts.attributes(FileKind.CONFIG))
    elsewhere = _elsewhere(facts.owners_of(node.name), None)
    return Diagnostic(
        kinds.UNKNOWN_VARIABLE,
        f"unknown config variable `{node.name}`" if node.name else "the name of the variable is missing",
        node.name_at,
        notes=elsewhere,
        help=_help(near, elsewhere, "every variable has a name of its own; see the list of config variables"),
        category="unknown-attribute",
        fix=_rename(node, near),
    )


def unknown_generic(kind: FileKind, driver: str | None, entry: EntryNode, node: AttributeNode) -> Diagnostic:
    """A name before the `;` that is no generic attribute of this file."""
    if driver is not None and node.name in facts.attributes(kind, driver):
        return _misplaced_private(kind, driver, entry, node)
    if node.name in facts.attributes(kind, extended=True):
        return _extension(kinds.UNKNOWN_GENERIC, "generic", node, (kind, None))
    own = (*facts.attributes(kind), *(facts.attributes(kind, driver) if driver else ()))
    near = nearest(node.name, own)
    elsewhere = _elsewhere(facts.owners_of(node.name), (kind, None))
    return Diagnostic(
        kinds.UNKNOWN_GENERIC,
        f"unknown generic attribute `{node.name}`",
        node.name_at,
        notes=elsewhere,
        help=_help(near, elsewhere, f"see the generic attributes of {_FILES[kind]}"),
        category="unknown-attribute",
        fix=_rename(node, near),
    )


def _misplaced_private(kind: FileKind, driver: str, entry: EntryNode, node: AttributeNode) -> Diagnostic:
    """A driver attribute before the `;`."""
    labels: tuple[Label, ...] = ()
    private = facts.attributes(kind, driver).keys() - facts.attributes(kind).keys()
    ends = moves.ends_generic_part(entry, node, private)
    where = "write a `;` in place of the comma" if ends else "move it to the end of the entry, behind a `;`"
    if entry.semicolon_at is not None:
        where = f"move it behind the `;` on line {entry.semicolon_at.line}"
        labels = (Label(entry.semicolon_at, "driver attributes start here"),)
    lacking = entry.semicolon_at is None
    return Diagnostic(
        kinds.MISSING_SEMICOLON if lacking else kinds.UNKNOWN_GENERIC,
        f"no `;` stands before the driver attribute `{node.name}`"
        if lacking
        else f"unknown generic attribute `{node.name}`",
        node.name_at,
        labels=labels,
        notes=(_of_driver(driver, moves.driver_tail(entry, private), node),),
        help=where,
        category="unknown-attribute",
        fix=moves.behind_semicolon(entry, node, private),
    )


def _of_driver(driver: str, tail: tuple[AttributeNode, ...], node: AttributeNode) -> str:
    """Whose an attribute is, together with those of the same driver behind it."""
    if len(tail) < 2 or node is not tail[0]:
        return f"`{node.name}` is an attribute of the driver `{driver}`"
    names = [f"`{one.name}`" for one in tail]
    return f"{', '.join(names[:-1])} and {names[-1]} are attributes of the driver `{driver}`"


def unknown_private(kind: FileKind, driver: str, entry: EntryNode, node: AttributeNode) -> Diagnostic:
    """A name behind the `;` that the driver does not know."""
    if node.name in facts.attributes(kind):
        return _misplaced_generic(kind, entry, node)
    if node.name in facts.attributes(kind, driver, extended=True):
        return _extension(kinds.UNKNOWN_PRIVATE, "driver", node, (kind, driver))
    own = (*facts.attributes(kind, driver), *facts.attributes(kind))
    near = nearest(node.name, own)
    elsewhere = _elsewhere(facts.owners_of(node.name), (kind, driver))
    return Diagnostic(
        kinds.UNKNOWN_PRIVATE,
        f"unknown driver attribute `{node.name}`",
        node.name_at,
        notes=elsewhere,
        help=_help(near, elsewhere, f"see the attributes of the driver `{driver}`"),
        category="unknown-attribute",
        fix=_rename(node, near),
    )


def _misplaced_generic(kind: FileKind, entry: EntryNode, node: AttributeNode) -> Diagnostic:
    """A generic attribute behind the `;`."""
    at = entry.semicolon_at
    return Diagnostic(
        kinds.UNKNOWN_PRIVATE,
        f"unknown driver attribute `{node.name}`",
        node.name_at,
        labels=(Label(at, "driver attributes start here"),) if at else (),
        notes=(f"`{node.name}` is a generic attribute of {_FILES[kind]}",),
        help=f"it belongs before the `;` on line {at.line}" if at else "it belongs before the `;`",
        category="unknown-attribute",
        fix=moves.before_semicolon(entry, node),
    )


def _extension(said: Kind, part: str, node: AttributeNode, here: tuple[FileKind, str | None]) -> Diagnostic:
    """An attribute that only the extended dialect has."""
    return Diagnostic(
        said,
        f"unknown {part} attribute `{node.name}`",
        node.name_at,
        notes=(
            f"here `{node.name}` is an extension that Smail does not know",
            *_elsewhere(facts.owners_of(node.name), here),
        ),
        help=f"declare `# smail-dialect: {EXTENDED}` at the top of config",
        category="unknown-attribute",
    )


def _elsewhere(owners: Iterable[Attribute], here: tuple[FileKind, str | None] | None) -> tuple[str, ...]:
    """Where else the name is known: other drivers of this kind of file first, then other files."""
    kind = here[0] if here else None
    own = [one.driver for one in owners if one.kind is kind and one.driver is not None]
    notes = [f"{_drivers(own)} of {_FILES[kind]} {_has(own)} it"] if own and kind else []
    for other in FileKind:
        those = [one for one in owners if one.kind is other and other is not kind]
        if other is FileKind.CONFIG and those:
            notes.append("it is a config variable")
        elif those:
            notes.append(_in_file(other, those))
    return tuple(notes)


def _in_file(kind: FileKind, owners: list[Attribute]) -> str:
    """What a name is in another file."""
    names = [one.driver for one in owners if one.driver is not None]
    has = f"{_drivers(names)} of {_FILES[kind]} {_has(names)} it" if names else ""
    if len(names) == len(owners):
        return has
    return f"it is a generic attribute of {_FILES[kind]}" + (f", and {has}" if has else "")


def _has(names: list[str]) -> str:
    """The verb for one or several drivers."""
    return "has" if len(names) == 1 else "have"


def _drivers(names: list[str]) -> str:
    """Drivers by name."""
    quoted = listed([f"`{name}`" for name in names])
    return f"the driver {quoted}" if len(names) == 1 else f"the drivers {quoted}"


def _help(near: str | None, elsewhere: tuple[str, ...], otherwise: str) -> str:
    """The next step: the near name, else the other home, else where to read."""
    if near:
        return f"did you mean `{near}`?"
    return f"move it to where it belongs: {elsewhere[0]}" if elsewhere else otherwise


def _rename(node: AttributeNode, near: str | None) -> Fix | None:
    """Put the near name in place, behind the sign if there is one."""
    if not near or not node.name:
        return None
    at = node.name_at
    bare = at.source.span(at.end - len(bytes_of(node.name)), at.end)
    return Fix(f"rename it to `{near}`", "unsafe", (Edit(bare, near),))
