"""Sites written out for a test.

Characters that cannot stand in readable text are written by their pictures: U+2400 gives NUL, U+241B escape
and U+2420 a blank. U+2404 at the end stands for the end of a file that has no last newline.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_PICTURES = {0x2400 + code: code for code in range(0x20)} | {0x2420: 0x20, 0x2421: 0x7F}


def write_site(directory: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below a directory, which is made if need be, and return it."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else _bytes(content))
    return directory


def _bytes(text: str) -> bytes:
    return text.removesuffix("\u2404\n").translate(_PICTURES).encode()
