"""Which driver runs an entry."""

from __future__ import annotations

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics import kinds
from smail_compiler.semantics.near import nearest
from smail_compiler.syntax.nodes import AttributeNode, EntryNode, Sign
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix

_PLURAL = {FileKind.DIRECTOR: "directors", FileKind.ROUTER: "routers", FileKind.TRANSPORT: "transports"}

Driver = tuple[str, tuple[Diagnostic, ...]]


def driver_of(kind: FileKind, node: EntryNode, *, extended: bool = False) -> Driver:
    """The driver's name as written, or the default one, and what is wrong with it; `extended` tells the dialect."""
    written = next((one for one in node.generic if one.name == "driver"), None)
    if written is None and node.broken:
        return "", ()
    if written is None:
        return facts.DEFAULT_DRIVER[kind], (_missing(kind, node),)
    if written.value is None:
        unset = written.sign is Sign.MINUS
        return "", (_unset(kind, written),) if unset else ()
    if facts.driver_named(kind, written.value, extended=extended) is None:
        return written.value, (_unknown(kind, written, written.value),)
    return written.value, ()


def _missing(kind: FileKind, node: EntryNode) -> Diagnostic:
    """No driver: a default is taken, which for directors is none of theirs."""
    misplaced = next((one for one in node.private if one.name == "driver"), None)
    default = facts.DEFAULT_DRIVER[kind]
    exists = facts.driver_named(kind, default) is not None
    note = f"without it `{default}` is taken" + ("" if exists else ", which is no driver of directors")
    return Diagnostic(
        kinds.MISSING_DRIVER,
        f"`{node.name}` names no driver",
        node.name_at,
        notes=(note,),
        help=(
            "move `driver` before the `;`"
            if misplaced
            else f"add `driver=NAME` before the `;`, with one of {', '.join(facts.drivers(kind))}"
        ),
        category=None if exists else "unknown-driver",
    )


def _unset(kind: FileKind, node: AttributeNode) -> Diagnostic:
    """`-driver`."""
    return Diagnostic(
        kinds.MISSING_DRIVER,
        "the driver is unset here, and an entry cannot do without",
        node.at,
        help=f"write `driver=NAME`, with one of {', '.join(facts.drivers(kind))}",
        category="no-driver",
    )


def _unknown(kind: FileKind, node: AttributeNode, name: str) -> Diagnostic:
    """A driver that this kind of file does not have."""
    others = [_PLURAL[other] for other in _PLURAL if facts.driver_named(other, name)]
    near = nearest(name, facts.driver_spellings(kind))
    fix = None
    if facts.driver_named(kind, name, extended=True):
        return _extension(kind, node, name)
    if near and node.value_at and not others:
        fix = Fix(f"write `{near}`", "unsafe", (Edit(node.value_at, near),))
    return Diagnostic(
        kinds.UNKNOWN_DRIVER,
        f"unknown driver `{name}` of {_PLURAL[kind]}",
        node.place,
        notes=tuple(f"`{name}` is a driver of {other}" for other in others),
        help=(
            f"did you mean `{near}`?"
            if near and not others
            else f"the drivers of {_PLURAL[kind]} are {', '.join(facts.drivers(kind))}"
        ),
        category="unknown-driver",
        fix=fix,
    )


def _extension(kind: FileKind, node: AttributeNode, name: str) -> Diagnostic:
    """A driver that only the extended dialect has."""
    return Diagnostic(
        kinds.UNKNOWN_DRIVER,
        f"unknown driver `{name}` of {_PLURAL[kind]}",
        node.place,
        notes=(f"`{name}` is an extension that Smail does not know",),
        help=f"declare `# smail-dialect: {EXTENDED}` at the top of config",
        category="unknown-driver",
    )
