"""The catalogue keeps its promises: every rule is registered, documented, and shown to fire and to stay silent."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import smail_compiler
import smail_lint
import smail_lint.rules
import smail_runtime
from smail_compiler.semantics.kinds import ALL
from smail_compiler.syntax.kinds import SYNTAX_KINDS
from smail_lint.adoption.checking import Plan
from smail_lint.cli.fixing import subject
from smail_lint.cli.listing import explained, rule_list
from smail_lint.cli.repairing import mend
from smail_lint.cli.selection import one_rule
from smail_lint.engine import BY_DEFAULT
from smail_lint.expectations.catalogue import RULES as EXPECTATIONS
from smail_lint.facts.manifest import read_manifest
from smail_lint.fix.writing import write_all
from smail_lint.registry import RETIRED, RULES
from smail_lint.report.findings import Findings
from smail_lint.report.page import HEADINGS
from smail_lint.rule import Rule
from smail_lint.settings.reading import read_settings
from smail_lint.settings.record import Settings
from smail_lint.settings.rule_sets import RuleSets
from smail_testkit.cases import Case, read_cases
from smail_testkit.site import write_site

Place = tuple[str, int, str]  # file, line, code

_STRENGTHS = (None, "show", "unsafe", "safe")
HERE = Path(__file__).parent
FILES = sorted(
    path.relative_to(Path(smail_lint.rules.__path__[0]))
    for path in Path(smail_lint.rules.__path__[0]).glob("*/*.py")
    if path.name != "__init__.py"
)


def _named(rule: Rule) -> str:
    return rule.kind.name


def _case_file(rule: Rule) -> Path:
    return HERE / rule.family / f"{rule.kind.name.replace('-', '_')}.md"


CASES = [(rule, case) for rule in RULES if _case_file(rule).exists() for case in read_cases(_case_file(rule))]


def _asked(about: Rule) -> tuple[Rule, ...]:
    """The rules of every run, and the one that it is about if that is off by default."""
    return BY_DEFAULT if about.by_default else (*BY_DEFAULT, about)


def _plan(site: Path, about: Rule) -> Plan:
    """How a site is checked; `manifest.toml` beside the files describes the machine that they are for."""
    recorded, file = site / "manifest.toml", site / "smail-check.toml"
    machine = read_manifest(str(recorded), recorded.read_bytes()).machine() if recorded.exists() else None
    settings = read_settings(file) if file.exists() else Settings()
    sets = RuleSets(settings, [rule.kind.code for rule in _asked(about)])
    baseline = None if settings.baseline is None else Path(settings.baseline)
    return Plan(settings, sets, datetime.now(UTC).date(), machine=machine, baseline=baseline)


def _found(site: Path, about: Rule) -> Findings:
    """What is found."""
    return _plan(site, about).check(site)


def _places(site: Path, about: Rule) -> frozenset[Place]:
    """Where something is found; no repair that the rule offers is stronger than the one it declares."""
    found = _found(site, about)
    assert _STRENGTHS.index(_offered(found, about)) <= _STRENGTHS.index(about.fix)
    return frozenset((one.at.source.path, one.at.line, one.kind.code) for one in found.found)


def _offered(findings: Findings, about: Rule) -> str | None:
    """The strongest repair that a rule offers."""
    fixes = (one.fix for one in findings.found if one.kind.code == about.kind.code)
    return max((fix.safety for fix in fixes if fix is not None), key=_STRENGTHS.index, default=None)


def _expected(case: Case) -> frozenset[Place]:
    return frozenset((block.info, one.line, one.code) for block in case.blocks for one in block.expected)


def _files(case: Case) -> dict[str, str]:
    return {block.info: block.text for block in case.blocks}


def test_every_rule_file_is_registered() -> None:
    registered = {rule.module.removeprefix("smail_lint.rules.").replace(".", "/") + ".py" for rule in RULES}
    assert registered == {path.as_posix() for path in FILES}


def test_codes_and_names_are_unique_and_never_reused() -> None:
    used = Counter([*(rule.kind.code for rule in RULES), *(rule.kind.name for rule in RULES), *RETIRED])
    assert [word for word, many in used.items() if many > 1] == []


def test_rules_are_listed_by_code() -> None:
    assert [rule.kind.code for rule in RULES] == sorted(rule.kind.code for rule in RULES)


def test_every_kind_of_the_front_end_has_a_rule() -> None:
    assert {kind.code for kind in (*SYNTAX_KINDS, *ALL)} - {rule.kind.code for rule in RULES} == set()


def _kinds_made() -> Iterator[tuple[str, str]]:
    """Code and name of every kind of finding that any module makes, whether or not a list of kinds has it."""
    for package in (smail_compiler, smail_lint, smail_runtime):
        for path in Path(package.__path__[0]).rglob("*.py"):
            text = path.read_text("utf-8")
            for node in ast.walk(ast.parse(text)) if "Kind(" in text else ():
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Kind":
                    code, name = node.args[0], node.args[1]
                    assert isinstance(code, ast.Constant) and isinstance(name, ast.Constant), path
                    yield str(code.value), str(name.value)


def test_every_code_that_any_command_can_print_is_explained_and_listed() -> None:
    """A code without a page is a dead end: the reader has the number and nowhere to look it up."""
    made = list(_kinds_made())
    assert len(made) > 80
    listed = json.loads(rule_list((*RULES, *EXPECTATIONS), as_json=True))["rules"]
    assert set(made) - {(one["code"], one["name"]) for one in listed} == set()
    index = (Path(__file__).parents[3] / "docs/rules/index.md").read_text("utf-8")
    assert [code for code, name in made if f"| {code} | [{name}]({name}.md) |" not in index] == []
    for code, name in made:
        assert one_rule(code) is one_rule(name)
        assert explained(one_rule(code), "markdown", terminal=False).startswith(f"# {name}\n\n`{code}` | ")


def test_no_case_file_is_left_over() -> None:
    expected = {_case_file(rule) for rule in RULES}
    assert [path for path in HERE.glob("*/*.md") if path not in expected] == []


@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_identity(rule: Rule) -> None:
    assert re.fullmatch(r"SM\d{3}", rule.kind.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.kind.name)
    assert rule.module.rsplit(".", 1)[1] == rule.kind.name.replace("-", "_")
    assert rule.fix in (None, "safe", "unsafe", "show")


@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_page(rule: Rule) -> None:
    page = rule.page()
    assert tuple(title for title, _ in page.sections) == HEADINGS
    assert page.summary.endswith(".")
    assert page.section("Why it matters")
    assert page.example("Flagged") and page.example("Better")


@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_flagged_example_fires(rule: Rule, tmp_path: Path) -> None:
    places = _places(write_site(tmp_path, rule.page().example("Flagged")), rule)
    assert rule.kind.code in {code for _, _, code in places}, places


@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_better_example_is_silent(rule: Rule, tmp_path: Path) -> None:
    assert _places(write_site(tmp_path, rule.page().example("Better")), rule) == frozenset()


@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_cases_fire_and_stay_silent(rule: Rule) -> None:
    code = rule.kind.code
    fires = [any(code == place[2] for place in _expected(case)) for one, case in CASES if one is rule]
    assert True in fires and False in fires, f"{_case_file(rule)} needs a case that fires and one that is silent"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix is not None], ids=_named)
def test_declared_repair_is_offered(rule: Rule, tmp_path: Path) -> None:
    """Somewhere among the flagged example and the cases; that none is stronger is seen wherever one is checked."""
    sites = (rule.page().example("Flagged"), *(_files(case) for one, case in CASES if one is rule))
    found = (_found(write_site(tmp_path / str(at), files), rule) for at, files in enumerate(sites))
    assert any(_offered(one, rule) == rule.fix for one in found)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix == "safe"], ids=_named)
def test_safe_repair_heals_the_flagged_example(rule: Rule, tmp_path: Path) -> None:
    site = write_site(tmp_path, rule.page().example("Flagged"))
    mended = mend(subject(site, _plan(site, rule)), lambda one: one.kind.code == rule.kind.code)
    assert mended.repairs > 0 and mended.refused == ()
    write_all(mended.files, site)
    assert _places(site, rule) == frozenset()


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.kind.name}: {case.name}" for rule, case in CASES])
def test_case(rule: Rule, case: Case, tmp_path: Path) -> None:
    """Of the rule itself, and of others that the case names, exactly the expected places are reported."""
    expected = _expected(case)
    about = {rule.kind.code} | {code for _, _, code in expected}
    found = _places(write_site(tmp_path, _files(case)), rule)
    assert {place for place in found if place[2] in about} == expected
