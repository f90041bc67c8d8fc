"""Values outside of the range that makes sense: told, and kept as Smail keeps them (semantics, section 5)."""

from __future__ import annotations

from smail_compiler.schema.attribute import Attribute, Scalar, ValueType
from smail_compiler.semantics import kinds
from smail_compiler.semantics.dump import interval, number
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix

Number = int | float

_OWNER = 0o700


def out_of_range(fact: Attribute, node: AttributeNode, value: Scalar) -> tuple[Diagnostic, ...]:
    """What is said of a value as it was read; nothing of defaults, special values and settings without bounds."""
    count = _counted(fact, value)
    if count is None or count in (fact.default, *fact.special):
        return ()
    if fact.type is ValueType.MODE:
        return _mode(fact, node, int(count))
    if node.value is None:
        return ()  # `-name` says in so many words that there is to be none
    if count < 0:
        return (_negative(fact, node, count),)
    if seconds := _mega_seconds(fact, node, count):
        return (seconds,)
    if fact.minimum is not None and count < fact.minimum:
        return (_below(fact, node, count),)
    if fact.maximum is not None and count > fact.maximum:
        return (_above(fact, node, count),)
    return ()


def allowed(fact: Attribute) -> str | None:
    """The range in words, None without bounds: `5 to 1000`, `at least 64K, or 0`."""
    low, high = (None if one is None else shown(fact, one) for one in (fact.minimum, fact.maximum))
    if low is None or high is None:
        words = f"at least {low}" if low is not None else f"at most {high}" if high is not None else None
    else:
        words = f"{low} to {high}"
    return words and " or ".join((words, *(shown(fact, one) for one in fact.special)))


def shown(fact: Attribute, count: Number) -> str:
    """A number as it would be written for this setting."""
    if fact.type is ValueType.MODE:
        return f"0{count:o}" if count else "0"
    if fact.type is ValueType.STRING:
        return str(count)
    if isinstance(count, float):
        return repr(count).removesuffix(".0")
    return interval(count) if fact.type is ValueType.INTERVAL and count > 0 else number(count)


def _counted(fact: Attribute, value: Scalar) -> Number | None:
    """The number that the bounds are about; a string counts when it is all digits."""
    if fact.minimum is None and fact.maximum is None:
        return None
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
    return None if isinstance(value, bool) else value


def _mode(fact: Attribute, node: AttributeNode, mode: int) -> tuple[Diagnostic, ...]:
    """Permissions: no bits beyond the last, and not without any for the owner, unless it is a mask of bits."""
    if not (fact.minimum or 0) <= mode <= (fact.maximum or mode):
        message = f"`{node.name}` is {_octal(mode)}, which is no set of permissions"
    elif fact.value_kind != "mask" and not mode & _OWNER:
        message = f"`{node.name}` is {_octal(mode)}, which leaves the owner without any permission"
    else:
        return ()
    written = node.value or ""
    decimal = written.isascii() and written.isdigit() and not written.startswith("0")
    octal = decimal and not set(written) & set("89")
    return (
        Diagnostic(
            kinds.MODE_OUT_OF_RANGE,
            message,
            node.place,
            notes=("a number without a leading 0 is decimal",) if decimal else (),
            help=f"write `0{written}`, in octal" if octal else f"write it in octal, from 0 to {_octal(fact.maximum)}",
        ),
    )


def _octal(mode: Number | None) -> str:
    """Permissions as they are read by people."""
    count = int(mode or 0)
    return f"{'-' if count < 0 else ''}0{abs(count):o}"


def _negative(fact: Attribute, node: AttributeNode, count: Number) -> Diagnostic:
    """Less than nothing; who means none writes the sign before the name."""
    return Diagnostic(
        kinds.NEGATIVE,
        f"`{node.name}` is {count}, and nothing can be counted below 0",
        node.place,
        notes=("Smail takes a number with a sign as it stands",),
        help=f"the range is {allowed(fact)}",
    )


def _mega_seconds(fact: Attribute, node: AttributeNode, count: Number) -> Diagnostic | None:
    """A number of seconds with a suffix that multiplies it by 1024 or 1048576."""
    written = node.value or ""
    if fact.type is not ValueType.INTEGER or fact.value_kind != "interval" or written[-1:] not in ("k", "K", "M"):
        return None
    minutes = written[:-1] if written.endswith("M") and written[:-1].isdecimal() else ""
    seconds = f": {int(minutes) * 60} for {minutes} minutes" if minutes else ""
    return Diagnostic(
        kinds.MEGA_SECONDS,
        f"`{node.name}` is {int(count)} seconds, for k and M multiply by 1024 and 1048576",
        node.place,
        notes=(fact.reason,) if fact.reason else (),
        help=f"write the seconds{seconds}",
        fix=Fix("write the seconds", "unsafe", (Edit(node.value_at, str(int(minutes) * 60)),))
        if minutes and node.value_at
        else None,
    )


def _below(fact: Attribute, node: AttributeNode, count: Number) -> Diagnostic:
    """Too little."""
    return Diagnostic(
        kinds.BELOW_MINIMUM,
        f"`{node.name}` is {shown(fact, count)}, which is less than makes sense",
        node.place,
        notes=(fact.reason,) if fact.reason else (),
        help=f"the range is {allowed(fact)}",
    )


def _above(fact: Attribute, node: AttributeNode, count: Number) -> Diagnostic:
    """Too much."""
    return Diagnostic(
        kinds.ABOVE_MAXIMUM,
        f"`{node.name}` is {shown(fact, count)}, which is more than makes sense",
        node.place,
        notes=(fact.reason,) if fact.reason else (),
        help=f"the range is {allowed(fact)}",
    )
