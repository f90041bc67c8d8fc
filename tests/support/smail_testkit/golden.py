"""Golden files: expected output kept beside the test, rewritten by `pytest --update-golden` and then reviewed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest


class Golden(msgspec.Struct, frozen=True):
    """Compares texts with the files of one directory, or rewrites them."""

    directory: Path
    update: bool

    def check(self, name: str, text: str) -> None:
        """Assert that `text` is what the file `name` holds."""
        path = self.directory / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        if not path.exists():
            pytest.fail(f"{path} does not exist; run pytest --update-golden and review it")
        assert text == path.read_bytes().decode(), f"{path} differs; run pytest --update-golden and review the change"
