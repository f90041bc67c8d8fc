"""Sites written for a test and loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smail_compiler.pipeline import Loaded, load
from smail_compiler.text.diagnostic import Fix
from smail_testkit.site import write_site

Files = Mapping[str, str | bytes]


def load_site(directory: Path, files: Files) -> Loaded:
    """Write a site and load it."""
    return load(write_site(directory, files))


def sound(directory: Path, files: Files) -> Loaded:
    """Load a site that must have nothing wrong with it."""
    loaded = load_site(directory, files)
    assert [(one.at.source.path, one.at.begin, one.message) for one in loaded.diagnostics] == []
    return loaded


def codes(loaded: Loaded) -> list[str]:
    """The codes of all findings, in order."""
    return [one.kind.code for one in loaded.diagnostics]


def repaired(text: str, fix: Fix) -> str:
    """A file's text after the edits of one fix."""
    data = text.encode()
    for edit in sorted(fix.edits, key=lambda one: one.at.start, reverse=True):
        data = data[: edit.at.start] + edit.text.encode() + data[edit.at.end :]
    return data.decode()
