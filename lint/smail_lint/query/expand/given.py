"""What `--set` tells about the message and the addresses of an expansion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from smail_compiler.semantics.near import nearest
from smail_runtime.routing.variables import OF_ADDRESS, OF_HOST, OF_MESSAGE, SPELLINGS, canonical

KNOWN = OF_MESSAGE | OF_HOST | OF_ADDRESS
ORIGINS = ("local", "remote")

Layer = Mapping[str, str]


class SettingError(Exception):
    """A `--set` that means nothing; the message says what was expected, in one line."""


class Given(msgspec.Struct, frozen=True):
    """The facts given. `addresses` holds for each address its own values, those of its parent, and so on."""

    addresses: tuple[tuple[Layer, ...], ...]
    origin: str | None = None
    transport: str | None = None
    headers: frozenset[str] = frozenset()


def given(settings: Iterable[str]) -> Given:
    """The facts of `NAME=VALUE` settings. Raises SettingError.

    A name that is given once holds for every address; given again it belongs to the next address each time.
    """
    values: dict[tuple[int, str], list[str]] = {}
    origin = transport = None
    headers: set[str] = set()
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise SettingError(f"expected NAME=VALUE, found `{setting}`; write an empty value as `{setting}=`")
        lowered = name.strip().lower()
        if lowered == "origin":
            origin = _origin(value)
        elif lowered == "transport":
            transport = value
        elif lowered.startswith("header."):
            headers.add(lowered.removeprefix("header."))
        else:
            values.setdefault(_place(lowered), []).append(value)
    return Given(_addresses(values), origin, transport, frozenset(headers))


def _origin(value: str) -> str:
    if value not in ORIGINS:
        raise SettingError(f"expected origin=local or origin=remote, found `{value}`")
    return value


def _place(name: str) -> tuple[int, str]:
    """How many generations above the address, and the canonical name."""
    above = 0
    while name.startswith("parent."):
        above, name = above + 1, name.removeprefix("parent.")
    one = canonical(name)
    if one not in KNOWN:
        near = nearest(name, KNOWN | SPELLINGS)
        advice = (
            f"did you mean `{near}`?" if near else "give a variable, parent.NAME, header.NAME, origin or transport"
        )
        raise SettingError(f"there is no variable `{name}`; {advice}")
    return above, one


def _addresses(values: Mapping[tuple[int, str], list[str]]) -> tuple[tuple[Layer, ...], ...]:
    many = max((len(each) for each in values.values()), default=1)
    return tuple(_layers({place: _nth(each, at) for place, each in values.items()}) for at in range(many))


def _nth(each: list[str], at: int) -> str | None:
    """The value for an address, counted from 0; None when there are several values and none for this one."""
    if len(each) == 1:
        return each[0]
    return each[at] if at < len(each) else None


def _layers(values: Mapping[tuple[int, str], str | None]) -> tuple[Layer, ...]:
    """Values by generation, the address itself first."""
    depth = max((above for (above, _), value in values.items() if value is not None), default=0)
    return tuple(
        {name: value for (above, name), value in values.items() if above == at and value is not None}
        for at in range(depth + 1)
    )
