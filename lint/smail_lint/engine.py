"""One run of the analyzer: load, gather facts, ask the selected rules, sort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from smail_compiler.pipeline import Loaded, load
from smail_compiler.text.diagnostic import Diagnostic, in_order
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.registry import RULES
from smail_lint.report.findings import Findings
from smail_lint.rule import Rule

BY_DEFAULT: tuple[Rule, ...] = tuple(rule for rule in RULES if not rule.preview)


def check(target: Path, rules: Sequence[Rule] = BY_DEFAULT) -> Findings:
    """Check the configuration at `target`, a directory or a `config` file.

    Raises smail_compiler.pipeline.UnreadableError when there is nothing to read there.
    """
    return examine(load(target), rules)


def examine(loaded: Loaded, rules: Sequence[Rule] = BY_DEFAULT) -> Findings:
    """Ask the rules about a configuration that is loaded already."""
    facts = SiteFacts(loaded.site, loaded.diagnostics)
    found = in_order([*_asked(facts, rules), *_without_rule(facts)])
    return Findings(tuple(found), len(loaded.site.sources))


def _asked(facts: SiteFacts, rules: Sequence[Rule]) -> Iterator[Diagnostic]:
    for rule in rules:
        yield from rule.check(facts)


def _without_rule(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end found and no rule speaks for: it is never lost, whatever was selected."""
    spoken_for = {rule.kind.code for rule in RULES}
    return (one for one in facts.diagnostics if one.kind.code not in spoken_for)
