"""Where the result of a smartuser director goes: away for good, or back to the directors after it.

A smartuser director takes part only once in a chain of addresses, so that local names it makes pass it and reach
those behind it (reference semantics, section 13.3).
"""

from __future__ import annotations

from smail_compiler.ir.program import Site
from smail_compiler.syntax.expression import Home, Literal, Part, Text, Variable
from smail_lint.facts.alias_keys import reached_from
from smail_lint.facts.characters import fold
from smail_lint.facts.language import ALL, EMPTY, Language, ending_in, finite, starting
from smail_lint.facts.local_names import may_be_local

_HERE = frozenset({"primary_name", "primary", "uucp_name", "visible_name", "name"})
_SPECIAL = ("|", "/", "~", ":include:", '"|', '"/', '"~', '":include:')


def coming_back(site: Site, target: Text) -> Language:
    """The names with which addresses made of `target` reach the directors behind it."""
    if not target.parts or _is_special(target.parts[0]):
        return EMPTY
    if target.constant is not None:
        return _constant(site, target.constant)
    local = _local_parts(site, target.parts)
    return EMPTY if local is None else _pattern(local)


def _is_special(first: Part) -> bool:
    """Whether a result that begins so is a command, a file or a list."""
    return not isinstance(first, Variable) and _shown(first).lstrip().lower().startswith(_SPECIAL)


def _shown(part: Part) -> str:
    """A part as text with `$` for what is not constant; host variables of this site stand as such."""
    if isinstance(part, Literal):
        return part.text
    if isinstance(part, Variable):
        return f"${{{part.name.lower()}}}"
    return "~" if isinstance(part, Home) else "${}"


def _constant(site: Site, text: str) -> Language:
    local, at, host = text.rpartition("@")
    if "!" in text or (at and not may_be_local(site, host)):
        return EMPTY
    return finite(reached_from(site, frozenset({fold(local if at else text)})))


def _local_parts(site: Site, parts: tuple[Part, ...]) -> tuple[str, str] | None:
    """The constant text before and behind the variable part of the local name; None when it is remote."""
    text = "".join(_shown(part) for part in parts)
    local, at, host = text.rpartition("@")
    if not at:
        return None if "!" in text else _ends(text)
    here = host.strip().removeprefix("${").removesuffix("}") in _HERE or "$" in host or may_be_local(site, host)
    return _ends(local) if here else None


def _ends(text: str) -> tuple[str, str]:
    return text.partition("${")[0], text.rpartition("}")[2]


def _pattern(ends: tuple[str, str]) -> Language:
    before, after = ends
    return starting(before, ALL) & (ending_in(after) if after else ALL)
