"""What an answer depends on, as one digest: the program, the question, its settings, and all files of the site."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

import smail_compiler
import smail_lint
import smail_runtime
from smail_lint.adoption.tree_state import digest_of, state_of

_DEEPEST = 16


class Asked(msgspec.Struct, frozen=True):
    """The question in the words of the command line; `settings` is the file that they come from."""

    path: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    dialect: str | None
    preview: bool
    settings: str | None
    baseline: str | None
    today: date


def key_of(asked: Asked, base: str) -> bytes | None:
    """The key of a question about the configuration in the directory `base`; None when no answer can be kept."""
    chain = _settings(asked.settings)
    state = None if chain is None else state_of(base)
    if chain is None or state is None:
        return None
    baselines = [digest_of(one) for one in (*chain.baselines, *([asked.baseline] if asked.baseline else []))]
    parts = (program(), msgspec.json.encode(asked), base.encode(errors="surrogateescape"), state, *chain.digests)
    whole = hashlib.blake2b(digest_size=32)
    for part in (*parts, b"baselines", *baselines):
        whole.update(b"%d " % len(part) + part)
    return whole.digest()


class _Chain(msgspec.Struct, frozen=True):
    digests: tuple[bytes, ...] = ()
    baselines: tuple[str, ...] = ()


def _settings(file: str | None) -> _Chain | None:
    """The digests of a settings file and those it extends, and the baselines they name; None when one is faulty."""
    if file is None:
        return _Chain()
    try:
        found = list(_files(Path(file).resolve(), 0))
        baselines = tuple(str(path.parent / name) for path, name in found if name is not None)
    except (OSError, ValueError, TypeError, RuntimeError, AttributeError):
        return None
    return _Chain(tuple(digest_of(str(path)) for path, _ in found), baselines)


def _files(path: Path, depth: int) -> Iterator[tuple[Path, str | None]]:
    if depth > _DEEPEST:
        raise ValueError("files that extend one another without end")
    import tomllib

    table = tomllib.loads(path.read_text("utf-8"))
    if path.name == "pyproject.toml":
        table = table["tool"]["smail-check"] if "smail-check" in table.get("tool", {}) else {}
    yield path, table.get("baseline")
    extended = table.get("extends", [])
    for one in [extended] if isinstance(extended, str) else extended:
        yield from _files((path.parent / one).resolve(), depth + 1)


def program() -> bytes:
    """What tells this release from others, and from itself when somebody works on it."""
    whole = hashlib.blake2b(digest_size=32)
    whole.update(f"{smail_runtime.__version__} {sys.version} {os.geteuid()}".encode())
    for package in (smail_runtime, smail_compiler, smail_lint):
        for line in _stamps(package.__path__):
            whole.update(line.encode(errors="surrogateescape"))
    return whole.digest()


def _stamps(directories: Iterable[str]) -> Iterator[str]:
    """Name, size and time of every file of the program."""
    for directory in directories:
        with os.scandir(directory) as entries:
            found = sorted(entries, key=lambda one: one.name)
        for one in found:
            if one.is_dir() and one.name != "__pycache__":
                yield from _stamps([one.path])
            elif one.is_file():
                told = one.stat()
                yield f"{one.path} {told.st_size} {told.st_mtime_ns}\n"
