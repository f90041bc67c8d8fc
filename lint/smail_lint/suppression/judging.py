"""Suppressions applied: what they hide is left out, and those that are wrong become findings of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix
from smail_lint.registry import RULES
from smail_lint.rules.tool import (
    expired_suppression,
    malformed_suppression,
    suppression_without_reason,
    unknown_rule_in_suppression,
    unused_suppression,
)
from smail_lint.selection import group_size, nearest
from smail_lint.suppression.directive import Misread, Named
from smail_lint.suppression.scope import Remarks, Suppression
from smail_runtime.mail.wording import counted

_CODES: Mapping[str, str] = {
    word: rule.kind.code for rule in RULES for word in (rule.kind.code.lower(), rule.kind.name)
}
_OURS = frozenset(rule.kind.code for rule in RULES if rule.family == "tool")


class Judged(msgspec.Struct, frozen=True):
    """The findings that are left, and how many were hidden."""

    found: tuple[Diagnostic, ...]
    hidden: int


Asked = Callable[[str], Collection[str]]
"""The codes of the rules that were asked about the source of a path."""


def judged(found: Sequence[Diagnostic], remarks: Remarks, asked: Asked, today: date) -> Judged:
    """Apply the remarks of a run."""
    if not remarks.suppressions and not remarks.misread:
        return Judged(tuple(found), 0)
    judge = _Judge(remarks.suppressions, asked, today)
    left = tuple(one for one in found if not judge.hides(one))
    complaints = (*map(_misread, remarks.misread), *judge.complaints())
    wanted = (one for one in complaints if one.kind.code in asked(one.at.source.path))
    return Judged((*left, *wanted), len(found) - len(left))


class _Judge:
    """Suppressions by file, and which rules of each met a finding."""

    def __init__(self, suppressions: Iterable[Suppression], asked: Asked, today: date) -> None:
        self._by_path: dict[str, list[Suppression]] = defaultdict(list)
        for one in suppressions:
            self._by_path[one.said.at.source.path].append(one)
        self._asked = asked
        self._today = today
        self._met: dict[int, set[str]] = defaultdict(set)

    def hides(self, one: Diagnostic) -> bool:
        """Whether a finding is ignored; every suppression that fits has been of use, also one too old to count."""
        fitting = [each for each in self._by_path.get(one.at.source.path, ()) if self._fits(each, one)]
        for each in fitting:
            self._met[id(each)].add(one.kind.code)
        return any(not self._expired(each) for each in fitting)

    def complaints(self) -> Iterator[Diagnostic]:
        """What is wrong with the suppressions, now that all findings have passed."""
        for each in (one for ones in self._by_path.values() for one in ones):
            yield from self._complaints(each)

    def _fits(self, each: Suppression, one: Diagnostic) -> bool:
        named = each.whole or any(_code(rule) == one.kind.code for rule in each.said.rules)
        return named and one.kind.code not in _OURS and each.covers(one)

    def _expired(self, each: Suppression) -> bool:
        return each.said.until is not None and each.said.until < self._today

    def _complaints(self, each: Suppression) -> Iterator[Diagnostic]:
        yield from (_unknown(rule) for rule in each.said.rules if _code(rule) is None)
        yield from (_ours(rule) for rule in each.said.rules if _code(rule) in _OURS)
        unused = [rule for rule in each.said.rules if self._unused(each, rule)]
        nothing = each.whole and not self._met[id(each)] and self._asked_all(each)
        if unused or nothing:
            yield _unused(each, unused)
        if self._expired(each) and self._met[id(each)]:
            yield _expired(each)
        if not each.said.reason:
            yield _without_reason(each)

    def _unused(self, each: Suppression, rule: Named) -> bool:
        """Whether a rule was asked and had nothing to say; of one that was not asked nobody knows."""
        code = _code(rule)
        return code in self._asked(each.said.at.source.path) and code not in _OURS and code not in self._met[id(each)]

    def _asked_all(self, each: Suppression) -> bool:
        asked = self._asked(each.said.at.source.path)
        return all(rule.kind.code in asked for rule in RULES if rule.by_default)


def _code(rule: Named) -> str | None:
    return _CODES.get(rule.word.lower())


def _misread(one: Misread) -> Diagnostic:
    return Diagnostic(malformed_suppression.KIND, one.message, one.at, help=one.help)


def _ours(rule: Named) -> Diagnostic:
    message = f"{rule.word} speaks of comments and cannot be ignored by one"
    helps = f"leave it out of the run: --ignore {rule.word}, or `ignore` in smail-check.toml"
    return Diagnostic(malformed_suppression.KIND, message, rule.at, help=helps)


def _unknown(rule: Named) -> Diagnostic:
    kind = unknown_rule_in_suppression.KIND
    many = group_size(rule.word)
    if many:
        helps = f"name those that are meant; see smail-check --list-rules --select {rule.word}"
        return Diagnostic(
            kind, f"`{rule.word}` is {counted(many, 'rule')}, and a comment names each", rule.at, help=helps
        )
    meant = nearest(rule.word, (name for one in RULES for name in (one.kind.code, one.kind.name)))
    if meant is None:
        return Diagnostic(kind, f"there is no rule `{rule.word}`", rule.at, help="see smail-check --list-rules")
    fix = Fix(f"write {meant}", "show", (Edit(rule.at, meant),))
    return Diagnostic(kind, f"there is no rule `{rule.word}`", rule.at, help=f"did you mean {meant}?", fix=fix)


def _unused(each: Suppression, unused: Sequence[Named]) -> Diagnostic:
    """The whole comment, or only some of its rules, met nothing."""
    kind, rules = unused_suppression.KIND, each.said.rules
    if len(unused) == len(rules):
        edits = tuple(Edit(at, "") for at in each.removals)
        fix = Fix("remove the comment", "safe", edits) if edits else None
        return Diagnostic(kind, "nothing is found here that this comment could silence", each.said.at, fix=fix,
                          help="remove it")  # fmt: skip
    words = ", ".join(rule.word for rule in unused)
    kept = ",".join(rule.word for rule in rules if rule not in unused)
    fix = Fix(f"leave out {words}", "safe", (Edit(rules[0].at.to(rules[-1].at), kept),))
    return Diagnostic(kind, f"nothing is found here by {words}", unused[0].at, help=f"leave out {words}", fix=fix)


def _expired(each: Suppression) -> Diagnostic:
    message = f"this comment has not counted since {each.said.until} passed"
    helps = "mend what it silenced, or give it a later day"
    return Diagnostic(expired_suppression.KIND, message, each.said.at, help=helps)


def _without_reason(each: Suppression) -> Diagnostic:
    message = "this comment does not say why"
    helps = "give the reason behind the rules: ignore[SM401] the old list is kept for its archive"
    return Diagnostic(suppression_without_reason.KIND, message, each.said.at, help=helps)
