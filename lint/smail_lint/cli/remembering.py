"""Answers of earlier runs: a run about files that have not changed imports no rule and reads no line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smail_lint.adoption.cache import Answer, Cache, cache_directory
from smail_lint.adoption.question_key import Asked, key_of
from smail_lint.cli.adopting import adoption
from smail_lint.cli.system_facts import chosen

if TYPE_CHECKING:  # what a run that knows its answer does without
    from smail_lint.adoption.keeper import SiteKeeper


class Memory(msgspec.Struct, frozen=True):
    """The place of one answer."""

    cache: Cache
    key: bytes
    asked: Asked
    base: str

    def recall(self) -> Answer | None:
        """The answer, if it is known."""
        return self.cache.get(self.key)

    def keep(self, answer: Answer) -> None:
        """Keep an answer, unless a file has changed since the question was asked."""
        if key_of(self.asked, self.base) == self.key:
            self.cache.put(self.key, answer)


def keeper_of(target: Path) -> SiteKeeper | None:
    """Where answers to single questions about a configuration are kept; None when they are not to be."""
    options = adoption()
    directory = None if options.no_cache else cache_directory(options.cache_dir)
    if directory is None:
        return None
    from smail_lint.adoption.keeper import SiteKeeper

    return SiteKeeper(directory, target, *([] if options.stdin_filename is None else ["standard input"]))


def memory(path: Path, select: tuple[str, ...], ignore: tuple[str, ...], dialect: str | None) -> Memory | None:
    """Where the answer to the question of this run is kept; None when it depends on more than files, or is not to be.

    Raises click.UsageError when options contradict each other.
    """
    options, machine = adoption(), chosen()
    directory = None if options.no_cache else cache_directory(options.cache_dir)
    if directory is None or options.since is not None or machine.system or machine.manifest or machine.record:
        return None
    settings = options.settings_file(path)
    asked = Asked(
        path=path.name if path.is_file() else "",
        select=select,
        ignore=ignore,
        dialect=dialect,
        preview=options.preview,
        settings=None if settings is None else str(settings),
        baseline=None if options.baseline is None else str(options.baseline),
        today=options.day(),
    )
    base = os.path.realpath(path if path.is_dir() else path.parent)
    try:
        key = key_of(asked, base)
    except (OSError, ValueError):
        return None
    return None if key is None else Memory(Cache(directory, base), key, asked, base)
