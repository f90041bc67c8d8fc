"""Edits of a site as a day of work brings them: comments, lines moved or lost, words and numbers changed, files gone.

Each takes the files of a site by name and gives them after it; the same dice give the same edit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from smail_testkit.mutations import mutations

Files = dict[str, bytes]

_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_.-]{2,}")
_NUMBER = re.compile(rb"\b[0-9]+")
_COMMENTS = (
    b"# a note\n",
    b"\n",
    b"#\n\n# more: x=y, z\n",
    b"# gr\xc3\xbc\xc3\x9fe\n",
    b"# smail-check: ignore[SM713]\n",
)


def edited(files: Files, dice: random.Random) -> Files:
    """The files after one edit, drawn at random."""
    return dice.choice(_EDITS)(dict(files), dice)


def _some(files: Files, dice: random.Random) -> str:
    return dice.choice(sorted(files))


def _comment_between(files: Files, dice: random.Random) -> Files:
    """A line above a line that begins in the first column."""
    name = _some(files, dice)
    lines = files[name].splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if line[:1].isalnum() or line[:1] == b"#"] or [0]
    lines.insert(dice.choice(places), dice.choice(_COMMENTS))
    return {**files, name: b"".join(lines)}


def _at_the_end(files: Files, dice: random.Random) -> Files:
    name = _some(files, dice)
    return {**files, name: files[name] + dice.choice(_COMMENTS)}


def _mistake(files: Files, dice: random.Random) -> Files:
    name = _some(files, dice)
    if not files[name]:
        return files
    made = next(mutations(files[name].decode("latin-1"), 1, str(dice.random())))
    return {**files, name: made.text.encode("latin-1")}


def _word(files: Files, dice: random.Random) -> Files:
    """A word of the site in the place of another."""
    name, other = _some(files, dice), _some(files, dice)
    places, words = list(_WORD.finditer(files[name])), _WORD.findall(files[other])
    if not places or not words:
        return files
    at = dice.choice(places)
    data = files[name]
    return {**files, name: data[: at.start()] + dice.choice(words) + data[at.end() :]}


def _number(files: Files, dice: random.Random) -> Files:
    name = _some(files, dice)
    places = list(_NUMBER.finditer(files[name]))
    if not places:
        return files
    at, data = dice.choice(places), files[name]
    return {**files, name: data[: at.start()] + b"%d" % dice.randrange(5000) + data[at.end() :]}


def _line_moved(files: Files, dice: random.Random) -> Files:
    """A line of one file at another place, perhaps in another file."""
    name, other = _some(files, dice), _some(files, dice)
    lines = files[name].splitlines(keepends=True)
    if not lines:
        return files
    line = lines.pop(dice.randrange(len(lines)))
    files[name] = b"".join(lines)
    there = files[other].splitlines(keepends=True)
    there.insert(dice.randrange(len(there) + 1), line)
    return {**files, other: b"".join(there)}


def _entry_moved(files: Files, dice: random.Random) -> Files:
    """Entries in another order."""
    name = _some(files, dice)
    entries = re.split(rb"(?m)^(?=\S)", files[name])
    one, two = (dice.randrange(len(entries)) for _ in range(2))
    entries[one], entries[two] = entries[two], entries[one]
    return {**files, name: b"".join(entries)}


def _gone(files: Files, dice: random.Random) -> Files:
    name = _some(files, dice)
    return {one: data for one, data in files.items() if one != name or len(files) < 3}


def _bytes(files: Files, dice: random.Random) -> Files:
    """Bytes that are no UTF-8."""
    name, at = _some(files, dice), dice.random()
    place = int(at * len(files[name]))
    return {**files, name: files[name][:place] + b"\xff\xe9" + files[name][place:]}


_EDITS: tuple[Callable[[Files, random.Random], Files], ...] = (
    _comment_between, _comment_between, _comment_between, _at_the_end, _mistake, _mistake, _word, _word, _number,
    _line_moved, _entry_moved, _entry_moved, _gone, _bytes,
)  # fmt: skip
