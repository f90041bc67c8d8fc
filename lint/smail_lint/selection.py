"""Which rules run: selectors by code, name, family or prefix of the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from smail_lint.registry import RULES
from smail_lint.rule import Rule

ALL = "all"
_DIGITS = str.maketrans("oliszb", "011528")
"""Letters that are taken for digits."""


class UnknownSelectorError(Exception):
    """A selector that matches no rule; the message suggests the nearest."""


def selected(select: Iterable[str], ignore: Iterable[str], *, preview: bool = False) -> tuple[Rule, ...]:
    """The rules to run, in the order of the registry. Each selector may be a list with commas.

    Without `select` all rules run that are on by default, with `preview` those in preview, too. Raises
    UnknownSelectorError.
    """
    select = tuple(select)
    everyday = {rule.kind.code for rule in RULES if rule.by_default or (preview and not rule.optional)}
    chosen = matched(select, preview=preview) if select else everyday
    left_out = matched(ignore, preview=preview)
    return tuple(rule for rule in RULES if rule.kind.code in chosen - left_out)


def matched(selectors: Iterable[str], *, preview: bool = False) -> set[str]:
    """The codes of the rules that selectors match. Raises UnknownSelectorError.

    With `preview`, groups of rules have those in preview among them.
    """
    return {rule.kind.code for word in _words(selectors) for rule in matching(word, preview=preview)}


def on_preview(selectors: Iterable[str]) -> Iterator[str]:
    """What somebody should know who selects rules and does not ask for those in preview.

    A group leaves them out; those that are named run, and may still change. Raises UnknownSelectorError.
    """
    named: list[str] = []
    words = _words(selectors)
    for word in words:
        left_out = len(matching(word, preview=True)) - len(matching(word))
        if left_out:
            rules = "a rule" if left_out == 1 else f"{left_out} rules"
            yield f"`{word}` has {rules} in preview, which did not run; --preview asks them, too"
        named += [rule.kind.code for rule in matching(word) if rule.preview]
    if named and len(named) == len(words):
        yield (
            f"{named[0]} is in preview: it runs because it is named, and may still change"
            if len(named) == 1
            else f"{', '.join(named)} are in preview: they run because they are named, and may still change"
        )


def _words(selectors: Iterable[str]) -> list[str]:
    return [word.strip() for selector in selectors for word in selector.split(",") if word.strip()]


def named(word: str, more: Sequence[Rule] = ()) -> Rule:
    """The rule of a code or a name, among all and `more`. Raises UnknownSelectorError."""
    low = word.strip().lower()
    rule = _by_name().get(low) or next((one for one in more if low in (one.kind.code.lower(), one.kind.name)), None)
    if rule is None:
        raise _unnamed(word, (*RULES, *more))
    return rule


@cache
def _by_name() -> Mapping[str, Rule]:
    """The rules by their codes, in small letters, and by their names."""
    return {name: rule for rule in RULES for name in (rule.kind.code.lower(), rule.kind.name)}


def _unnamed(word: str, rules: Sequence[Rule]) -> UnknownSelectorError:
    many = group_size(word, rules)
    if many:
        return UnknownSelectorError(f"{word!r} is {many} rules, not one; see --list-rules --select {word}")
    return unknown(word, [name for rule in rules for name in (rule.kind.code, rule.kind.name)])


def group_size(word: str, rules: Sequence[Rule] = RULES) -> int:
    """How many rules a family, or the beginning of a code, has; 0 for another word."""
    low = word.strip().lower()
    return sum(low in (rule.family, ALL) or rule.kind.code.lower().startswith(low) for rule in rules) if low else 0


def matching(word: str, *, preview: bool = False) -> list[Rule]:
    """Rules that a word names exactly, else those it groups, among which those that are off by default stay out."""
    low = word.lower()
    if low in _by_name():
        return [_by_name()[low]]
    grouped = [rule for rule in RULES if low in (rule.family, ALL) or rule.kind.code.lower().startswith(low)]
    if not grouped:
        known = {name for rule in RULES for name in (rule.kind.code, rule.kind.name, rule.family)}
        raise unknown(word, sorted({*known, ALL}))
    return [rule for rule in grouped if rule.by_default or (preview and not rule.optional)]


def unknown(word: str, known: list[str]) -> UnknownSelectorError:
    """The error that says what may have been meant."""
    near = nearest(word, known)
    advice = f"did you mean {near}?" if near else "see --list-rules"
    return UnknownSelectorError(f"no rule {word!r}; {advice}")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The code or name that was meant: one that looks the same, else one like it; starts are rarely mistyped."""
    from difflib import get_close_matches

    folded = {name.lower(): name for name in known}
    meant = word.strip().lower()
    code = meant[:2] + meant[2:].translate(_DIGITS)
    if code in folded:
        return folded[code]
    alike = [[name for name in folded if name[:size] == meant[:size]] for size in (4, 3, 0)]
    near = next(filter(None, (get_close_matches(meant, names, n=1) for names in alike)), ())
    return folded[near[0]] if near else None
