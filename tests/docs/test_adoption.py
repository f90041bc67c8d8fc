"""The pages on adoption and CI: every key is explained, and the recipes are run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from smail_lint.settings.record import KEYS
from smail_testkit.cases import read_cases
from smail_testkit.commands import SAMPLES, run

DOCS = Path(__file__).parents[2] / "docs"
PAGE, RECIPES = DOCS / "adoption.md", DOCS / "ci.md"
_COMMAND = re.compile(r"smail-check [^'|\n]+")


def test_every_key_is_explained() -> None:
    text = PAGE.read_text("utf-8")
    assert [key for key in KEYS if not re.search(rf"\b{key}\b", text)] == []


def _recipes() -> list[str]:
    """Every call of smail-check in the recipes, up to a pipe, and those of the hooks."""
    blocks = [block.text for case in read_cases(RECIPES) for block in case.blocks]
    hooks = (DOCS.parent / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = [f"{words} smail" for words in re.findall(r"entry: (.*)", hooks)]
    return [*(one.strip() for text in blocks for one in _COMMAND.findall(text)), *entries]


@pytest.mark.parametrize("command", _recipes())
def test_recipes_find_what_is_there(command: str, tmp_path: Path) -> None:
    if "--since" in command:
        _since(command, tmp_path)
        return
    shutil.copytree(SAMPLES / "broken", tmp_path / "smail")
    ran = run(*shlex.split(command), cwd=tmp_path)
    assert (ran.code, ran.err) in ((0, ""), (1, "")) or "--format-source" in command
    assert ran.code < 2
    written = re.search(r"--output-file (\S+)", command)
    assert "SM203" in ((tmp_path / written[1]).read_text() if written else ran.out) or "--format-source" in command


def _since(command: str, repository: Path) -> None:
    """In a repository in which first nothing is new, then an interval is wrong."""
    (repository / "smail").mkdir()
    (repository / "smail" / "config").write_text("max_hop_count = 5\n")
    _commit(repository)
    (repository / "smail" / "retry").write_text("* 5m/3d\n")
    _commit(repository)
    assert run(*shlex.split(command), cwd=repository).code == 0
    (repository / "smail" / "retry").write_text("* 5x/3d\n")
    if "HEAD^" in command:
        _commit(repository)
    assert run(*shlex.split(command), cwd=repository).code == 1


def _commit(repository: Path) -> None:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run(["git", *name, *words], cwd=repository, check=True, capture_output=True)


def test_a_pipeline_of_jenkins_goes_on_to_its_report() -> None:
    """A step that ends with 1 ends the pipeline, unless it is caught."""
    recipes = re.findall(r"```groovy\n(.*?)```", RECIPES.read_text("utf-8"), re.DOTALL)
    assert [bool(re.match(r"catchError \{\n    sh '[^']*'\n\}\n\S", one)) for one in recipes] == [True, True]


def test_hooks_are_the_three_that_the_page_names() -> None:
    named = re.findall(r"^- id: (\S+)", (DOCS.parent / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE)
    text = RECIPES.read_text("utf-8")
    assert named == ["smail-check", "smail-check-new", "smail-check-layout"]
    assert [name for name in named if f"id: {name}\n" not in text and f"`{name}`" not in text] == []
