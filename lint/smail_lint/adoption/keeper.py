"""Answers to single questions, kept beside those of whole runs: one file for each site and way of asking."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from smail_compiler.semantics.keeping import keep, kept
from smail_lint.adoption.question_key import program


class SiteKeeper:
    """What is known of the configuration at `target`, in files of this user below `directory`.

    `asked` tells from one another questions that would take turns in driving each other's answers out.
    """

    def __init__(self, directory: Path, target: Path, *asked: str) -> None:
        self._directory = directory / "questions"
        self._asked = (os.path.realpath(target), *asked)
        self._program: bytes | None = None

    def get(self, name: str) -> bytes | None:
        """What was kept under a name, by this release for this user; None when there is nothing."""
        return kept(self._path(name))

    def put(self, name: str, data: bytes) -> None:
        """Keep it in the place of what was there, unless that cannot be done."""
        keep(self._path(name), data)

    def _path(self, name: str) -> Path:
        whole = hashlib.blake2b(self._release(), digest_size=16)
        for part in (*self._asked, name):
            data = os.fsencode(part)
            whole.update(b"%d " % len(data) + data)
        return self._directory / whole.hexdigest()

    def _release(self) -> bytes:
        if self._program is None:
            self._program = program()
        return self._program
