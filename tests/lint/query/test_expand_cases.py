"""The literate cases of `smail-query expand`: each string, its value or words, or where it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smail_lint.query.expand.answer import Answer, expanded, split
from smail_lint.query.expand.given import given
from smail_lint.query.expand.scope import scopes
from smail_testkit.cases import Block, Case, read_cases
from smail_testkit.routing import table, world

DOCUMENTS = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [case for document in DOCUMENTS for case in read_cases(document)]
MACHINE = world(
    users={"ann": {"home": "/home/ann"}},
    files={
        "/etc/smail/names": {"text": "# staff\nann: lab\njoe: sales # desk 4\n"},
        "/etc/smail/locked": {"text": "", "unreadable": "permission denied"},
    },
)


def answered(block: Block, settings: list[str], string: str) -> Answer:
    contexts = scopes(table(), given(settings), MACHINE, piped=block.info == "argv")
    return split(string, contexts) if block.info == "argv" else expanded(string, contexts)


def differs(answer: Answer, expected: str) -> str | None:
    """How an answer differs from a value, plain or as JSON; None when it does not."""
    written = answer.argv is not None or (expected[:1] == expected[-1:] == '"')
    wanted = json.loads(expected) if written else expected
    got = list(answer.argv) if answer.argv is not None else answer.value
    return None if got == wanted and not answer.faults else f"gives {got!r} {answer.faults}"


def fails_elsewhere(answer: Answer, expected: str) -> str | None:
    """How the first failure differs from `column category`; None when it does not."""
    first = [f"{one.column} {one.category}" for one in answer.faults][:1]
    return (
        None
        if first == [expected] and answer.value is None and answer.argv is None
        else f"gives {answer.value!r} {first}"
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    wrong = []
    for block in case.blocks:
        settings: list[str] = []
        for line in block.text.splitlines():
            if line.startswith("set "):
                settings.append(line.removeprefix("set "))
                continue
            string, mark, expected = line.rpartition(" !> ") if " !> " in line else line.rpartition(" => ")
            assert mark, f"no expectation in {line!r}"
            check = differs if mark == " => " else fails_elsewhere
            trouble = check(answered(block, settings, string), expected)
            wrong += [f"{string} {trouble}"] if trouble else []
    assert wrong == []


def test_there_are_many() -> None:
    lines = [line for case in CASES for block in case.blocks for line in block.text.splitlines()]
    assert sum(not line.startswith("set ") for line in lines) > 140
