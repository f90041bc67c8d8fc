"""The guide to the language is run: files load with the findings marked in them, commands print what is shown."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from smail_compiler.pipeline import load
from smail_testkit.cases import Block, Case, read_cases
from smail_testkit.site import write_site

GUIDE = Path(__file__).parents[2] / "docs" / "configuration-language.md"
BIN = Path(sys.executable).parent
CASES = read_cases(GUIDE)


def written(case: Case, directory: Path) -> Path:
    """The files of an example; those of a heading stand together."""
    return write_site(directory, {block.info: block.text for block in case.blocks if block.info != "console"})


def printed(block: Block, site: Path) -> str:
    """A console block as it comes out: each command with what it prints."""
    out = ""
    for line in block.text.splitlines():
        if line.startswith("$ "):
            name, *arguments = shlex.split(line[2:])
            command = [str(BIN / name), *arguments]
            ran = subprocess.run(command, cwd=site, capture_output=True, encoding="utf-8", check=False, timeout=60)
            out += f"{line}\n{ran.stdout}{ran.stderr}"
    return out


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_marked_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    marked = {(block.info, one.line, one.code) for block in case.blocks for one in block.expected}
    found = load(written(case, tmp_path)).diagnostics
    assert {(one.at.source.path, one.at.line, one.kind.code) for one in found} == marked


@pytest.mark.parametrize("case", [one for one in CASES if any(b.info == "console" for b in one.blocks)], ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    site = written(case, tmp_path)
    for block in case.blocks:
        if block.info == "console":
            out = printed(block, site)
            if request.config.getoption("--update-golden"):
                GUIDE.write_text(GUIDE.read_text("utf-8").replace(block.text, out), "utf-8")
            else:
                assert out == block.text


def test_every_kind_of_file_is_shown() -> None:
    shown = {block.info for case in CASES for block in case.blocks}
    assert {"config", "directors", "routers", "transports", "retry", "qualify", "aliases", "console"} <= shown
