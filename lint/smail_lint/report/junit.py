"""JUnit XML, which servers show as the results of tests: each finding is a test that failed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.findings import Findings
from smail_lint.report.wording import others, remarks
from smail_lint.report.xml import HEAD, tag, text


def junit(findings: Findings) -> str:
    """A suite for each file with findings; one test that passed when there are none."""
    many = max(len(findings.found), 1)
    head = tag("testsuites", name="smail-check", tests=many, failures=len(findings.found), errors=0)
    files = groupby(findings.found, key=lambda one: one.at.source.path)
    suites = [line for path, found in files for line in _suite(path, list(found))]
    return "\n".join([HEAD, head, *(suites or _clean()), "</testsuites>"]) + "\n"


def _suite(path: str, found: list[Diagnostic]) -> Iterator[str]:
    yield "  " + tag("testsuite", name=path, tests=len(found), failures=len(found), errors=0, skipped=0, time="0")
    for one in found:
        line, column = one.at.begin
        name = f"{one.kind.code} {one.kind.name} ({line}:{column})"
        yield "    " + tag("testcase", name=name, classname=path, time="0")
        said = text("\n".join([f"{path}:{line}:{column}", *remarks(one), *others(one)]))
        yield f"      {tag('failure', type=one.severity.word, message=one.message)}{said}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _clean() -> Iterator[str]:
    yield "  " + tag("testsuite", name="smail-check", tests=1, failures=0, errors=0, skipped=0, time="0")
    yield "    " + tag("testcase", closed=True, name="no findings", classname="smail-check", time="0")
    yield "  </testsuite>"
