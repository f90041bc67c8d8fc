"""Only what is new: the findings of today without those that a revision in git has, too.

Both trees are checked, so a finding that moved, or whose entry did, is not new. The other tree is written out below a
directory for temporary files through an index of its own; neither the repository nor its work tree is touched.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.adoption.problem import AdoptionError
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints

_NOTHING: Mapping[str, str] = MappingProxyType({})


class SinceError(AdoptionError):
    """There is no git, no repository or no such revision; the message is one line."""


@contextmanager
def at_revision(target: Path, revision: str) -> Iterator[Path | None]:
    """The target as it was at a revision, in a directory that is gone afterwards; None when it was not there.

    Raises SinceError.
    """
    place = Path(os.path.realpath(target))
    directory = place if place.is_dir() else place.parent
    top = Path(_git(directory, ["rev-parse", "--show-toplevel"], "is in no git repository"))
    commit = _git(directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"],
                  f"has no revision {revision!r} in its repository")  # fmt: skip
    with TemporaryDirectory(prefix="smail-check-") as scratch:
        own = {"GIT_INDEX_FILE": f"{scratch}/index"}
        _git(top, ["read-tree", commit], "cannot be read", own)
        tree = Path(scratch, "tree")
        _git(top, ["checkout-index", "--all", "--quiet", f"--prefix={tree}/"], "cannot be written out", own)
        older = tree / place.relative_to(os.path.realpath(top))
        yield older if older.exists() else None


def new_since(findings: Findings, before: Findings | None) -> Findings:
    """The findings that were not there before: not in the same entry, nor, under the same words, anywhere."""
    if before is None:
        return findings
    known = Counter(fingerprints(before))
    marked = list(zip(findings.found, fingerprints(findings), strict=True))
    gone = known - Counter(print_ for _, print_ in marked)
    moved = Counter(
        _words(one) for one, print_ in zip(before.found, fingerprints(before), strict=True) if gone[print_]
    )
    new: list[Diagnostic] = []
    for one, print_ in marked:
        if print_ in known:
            continue
        if moved[_words(one)]:
            moved[_words(one)] -= 1
        else:
            new.append(one)
    return msgspec.structs.replace(findings, found=tuple(new))


def _words(one: Diagnostic) -> tuple[str, str, bytes]:
    """What a finding says of which text, wherever that stands."""
    text = one.at.source.data[one.at.start : one.at.end]
    return one.kind.code, one.message, b"".join(text.split())


def _git(directory: Path, words: Sequence[str], failing: str, environment: Mapping[str, str] = {}) -> str:
    """What git prints, without the last newline."""
    try:
        ran = subprocess.run(  # noqa: S603
            ["git", "-C", str(directory), *words],  # noqa: S607
            env={**os.environ, "LC_ALL": "C", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise SinceError("--since asks git, and there is no git on this machine") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        more = f" (git says: {said[-1].removeprefix('fatal: ')})" if said else ""
        raise SinceError(f"--since: {directory} {failing}{more}")
    return os.fsdecode(ran.stdout).removesuffix("\n")
