"""Pages of the manual that are run: the files under a heading are one site, `console` blocks its commands.

A fence's info string is the name of the file, `console` a block of commands with what they print, and `expect:` in a
comment marks what `smail-check` complains about.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from smail_compiler.pipeline import load
from smail_testkit.cases import Block, Case
from smail_testkit.commands import SAMPLES, run
from smail_testkit.site import write_site


def written(case: Case, directory: Path) -> Path:
    """The files of an example; those of a heading stand together."""
    return write_site(directory, {block.info: block.text for block in case.blocks if block.info != "console"})


def consoles(case: Case) -> list[Block]:
    """The blocks of commands under a heading."""
    return [block for block in case.blocks if block.info == "console"]


def marked(case: Case) -> set[tuple[str, int, str]]:
    """File, line and code of the findings that the example itself marks."""
    return {(block.info, one.line, one.code) for block in case.blocks for one in block.expected}


def complained(site: Path) -> set[tuple[str, int, str]]:
    """File, line and code of what loading the site complains about."""
    return {(one.at.source.path, one.at.line, one.kind.code) for one in load(site).diagnostics}


def printed(text: str, directory: Path) -> str:
    """The text of a console block as it comes out in a directory: each command with what it prints."""
    commands = [line for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_output(line[2:], directory)}" for line in commands)


def _output(command: str, directory: Path) -> str:
    ran = run(*shlex.split(command), cwd=directory)
    return ran.out + ran.err


def run_consoles(case: Case, directory: Path, *, update: bool) -> None:
    """Compare what the commands of an example print with what is shown, or put it there; the samples are at hand."""
    site = written(case, directory)
    (site / "samples").symlink_to(SAMPLES)
    for block in consoles(case):
        out = printed(block.text, site)
        if update:
            case.document.write_text(case.document.read_text("utf-8").replace(block.text, out), "utf-8")
        else:
            assert out == block.text
