"""Which rules run, and what becomes of their findings: settings and the command line put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_lint.registry import RULES
from smail_lint.rule import Rule
from smail_lint.selection import matched, on_preview
from smail_lint.settings.record import PathRules, Settings

Place = Callable[[str], str]
"""From the path of a source to the absolute path of its file."""


class RuleSets:
    """The rules of a run. `select` and `ignore` are those of the command line.

    `select` there sets `select`, `extend-select` and `ignore` of the settings aside; what settings ignore for paths
    is ignored all the same. Raises smail_lint.selection.UnknownSelectorError.
    """

    def __init__(self, settings: Settings, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> None:
        self._settings = settings
        self._preview = settings.preview
        select, left_out = tuple(select), self._codes(ignore)
        self.remarks: tuple[str, ...] = () if self._preview else tuple(on_preview(select))
        """What is to be said of the rules that the command line selects."""
        chosen = self._codes(select) if select else self._of_settings()
        self._everywhere = frozenset(chosen - left_out)
        self._at_most = self._everywhere if select else frozenset(rule.kind.code for rule in RULES)
        added = [self._added(one) & self._at_most for one in settings.paths]
        codes = self._everywhere.union(*added) - left_out
        self._left_out = left_out
        self.run: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.kind.code in codes)

    def asked(self, path: str) -> frozenset[str]:
        """The codes of the rules that count for the file with this absolute path."""
        fitting = tuple(number for number, one in enumerate(self._settings.paths) if one.where.matches(path))
        return self._asked(fitting)

    def _asked(self, fitting: tuple[int, ...]) -> frozenset[str]:
        codes = self._everywhere
        for number in fitting:
            one = self._settings.paths[number]
            codes = codes if one.select is None else frozenset(self._codes(one.select))
            codes = (codes | self._codes(one.extend_select)) - self._codes(one.ignore)
        return (codes & self._at_most) - self._left_out

    def _of_settings(self) -> set[str]:
        settings = self._settings
        default = {rule.kind.code for rule in RULES if rule.by_default or (self._preview and not rule.optional)}
        chosen = default if settings.select is None else self._codes(settings.select)
        return (chosen | self._codes(settings.extend_select)) - self._codes(settings.ignore)

    def _added(self, one: PathRules) -> set[str]:
        return self._codes((*(one.select or ()), *one.extend_select))

    def _codes(self, selectors: Iterable[str]) -> set[str]:
        return matched(selectors, preview=self._preview)


class Treatment:
    """What settings make of findings: left out, graver or milder, repaired otherwise."""

    def __init__(self, settings: Settings, sets: RuleSets, place: Place) -> None:
        self._settings = settings
        self._place = place
        self.asked: Callable[[str], frozenset[str]] = cache(lambda path: self._counts(sets, place(path)))

    def admitted(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Those that count where they are; what no rule speaks for counts everywhere but in excluded files."""
        ruled = {rule.kind.code for rule in RULES}
        return tuple(
            one
            for one in found
            if one.kind.code in (asked := self.asked(one.at.source.path))
            or (one.kind.code not in ruled and (asked or not self._excluded(one.at.source.path)))
        )

    def graded(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """With the severities and the classes of repairs that settings give."""
        return tuple(self._repaired(self._graded(one)) for one in found)

    def _counts(self, sets: RuleSets, path: str) -> frozenset[str]:
        if any(one.matches(path) for one in self._settings.exclude):
            return frozenset()
        return sets.asked(path)

    def _excluded(self, path: str) -> bool:
        return any(one.matches(self._place(path)) for one in self._settings.exclude)

    def _graded(self, one: Diagnostic) -> Diagnostic:
        severity = self._severity(one.kind.code, one.at.source.path)
        if severity is None or severity is one.severity:
            return one
        return msgspec.structs.replace(one, kind=msgspec.structs.replace(one.kind, severity=severity))

    def _severity(self, code: str, path: str) -> Severity | None:
        found = self._settings.severity.get(code)
        for one in self._settings.paths if any(code in each.severity for each in self._settings.paths) else ():
            if code in one.severity and one.where.matches(self._place(path)):
                found = one.severity[code]
        return found

    def _repaired(self, one: Diagnostic) -> Diagnostic:
        safety = self._settings.fix.get(one.kind.code)
        if safety is None or one.fix is None:
            return one
        fix = None if safety == "off" else msgspec.structs.replace(one.fix, safety=safety)
        return msgspec.structs.replace(one, fix=fix)
