"""Pages of the manual that are run: the files under a heading are one site, `console` blocks its commands.

A fence's info string is the name of the file, `console` a block of commands with what they print, and `expect:` in a
comment marks what `smail-check` complains about.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from smail_compiler.pipeline import load
from smail_testkit.cases import Block, Case
from smail_testkit.site import write_site

_BIN = Path(sys.executable).parent


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


def printed(block: Block, site: Path) -> str:
    """A console block as it comes out: each command with what it prints."""
    out = ""
    for line in block.text.splitlines():
        if line.startswith("$ "):
            name, *arguments = shlex.split(line[2:])
            command = [str(_BIN / name), *arguments]
            ran = subprocess.run(
                command,
                cwd=site,
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=60,
                stdin=subprocess.DEVNULL,
            )
            out += f"{line}\n{ran.stdout}{ran.stderr}"
    return out


def run_consoles(case: Case, directory: Path, *, update: bool) -> None:
    """Compare what the commands of an example print with what is shown, or put it there."""
    site = written(case, directory)
    for block in consoles(case):
        out = printed(block, site)
        if update:
            case.document.write_text(case.document.read_text("utf-8").replace(block.text, out), "utf-8")
        else:
            assert out == block.text
