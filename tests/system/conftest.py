"""Directories for daemons: outside pytest's own, which only the account that runs the tests may enter."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def stage() -> Iterator[Path]:
    """An empty directory that the account of a daemon can reach, removed at the end."""
    top = Path(tempfile.mkdtemp(prefix="smail-test-"))
    top.chmod(0o755)
    try:
        yield top
    finally:
        shutil.rmtree(top, ignore_errors=True)
