"""Whatever a compilation sees of this machine goes through one place, which keeps note of it."""

from __future__ import annotations

import re
from pathlib import Path

import smail_compiler
import smail_lint

_TOUCHES = re.compile(
    r"\bos\.(open|stat|lstat|listdir|scandir|access|walk)\(|(?<!machine)\.(iterdir|exists|is_dir|is_file|stat|read_bytes|glob)\("
)
KNOWN = {
    "compiler/semantics/databases.py": "notes each file before a library of Python reads it",
    "compiler/semantics/disk.py": "the place",
    "compiler/semantics/keeping.py": "records of earlier runs, which are no input",
    "compiler/semantics/target.py": "what the target is, asked in every run",
    "compiler/semantics/witness.py": "looks again",
    "compiler/schema/facts.py": "a file of the program",
    "compiler/syntax/grammar.py": "files of the program",
    "compiler/syntax/grammar_tables.py": "files of the program",
    "lint/facts/file_modes.py": "modes of alias files, which are in their stamps",
    "lint/facts/machine.py": "for --system, which smail-compile has not",
    "lint/facts/scanned_files.py": "for a rule in preview, which smail-compile does not ask",
}


def test_nothing_else_looks_at_the_file_system() -> None:
    found = set()
    for package, rooms in (
        (smail_compiler, ("semantics", "schema", "syntax", "ir")),
        (smail_lint, ("facts", "rules")),
    ):
        (top,) = map(Path, package.__path__)
        for room in rooms:
            for path in (top / room).rglob("*.py"):
                if _TOUCHES.search(path.read_text()):
                    found.add(f"{top.name.removeprefix('smail_')}/{path.relative_to(top)}")
    assert found <= KNOWN.keys()
