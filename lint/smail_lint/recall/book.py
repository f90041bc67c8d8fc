"""The answers to all questions about a site, as they were the last time, in a form that outlives the run.

With them stand the digests of what they rest on, so that an answer is known to hold when all its digests are as they
were. Nothing in it is code; what is damaged or of another form counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile
from smail_lint.recall.places import Files, MovedError, Moves, Standing
from smail_lint.recall.values import Values


class _Answer(msgspec.Struct, frozen=True, array_like=True):
    """What was read for an answer, by numbers, and the findings, in which sources are numbers."""

    question: str
    reads: tuple[int, ...]
    found: msgspec.Raw


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """All answers of a run; each reading with its digest."""

    files: tuple[Standing, ...]
    reads: tuple[tuple[str, bytes], ...]
    answers: tuple[_Answer, ...]


class Book:
    """The answers that still hold for a site, by their questions."""

    def __init__(self, data: bytes | None, values: Values, files: Files) -> None:
        self._reads: list[str] = []
        self._answers: dict[str, _Answer] = {}
        self.moved = False
        self._open(data, values, files)

    def _open(self, data: bytes | None, values: Values, files: Files) -> None:
        try:
            kept = msgspec.msgpack.decode(data or b"", type=_Kept)
        except (msgspec.MsgspecError, ValueError):
            return
        self._reads = [read for read, _ in kept.reads]
        holds = [values.digest(read) == digest for read, digest in kept.reads]
        self._moves = Moves(kept.files, files)
        self.moved = self._moves.any
        sources = [files[key][1] if (key := (one.path, one.derived)) in files else _GONE for one in kept.files]
        self._decoder = msgspec.msgpack.Decoder(tuple[Diagnostic, ...], dec_hook=_Sources(sources))
        self._answers = {
            one.question: one
            for one in kept.answers
            if all(0 <= number < len(holds) and holds[number] for number in one.reads)
        }

    def get(self, question: str) -> tuple[Diagnostic, ...] | None:
        """The findings that a question has today; None when it must be asked."""
        answer = self._answers.get(question)
        if answer is None:
            return None
        if answer.found == _NOTHING:
            return ()
        try:
            return self._moves.moved(self._decoder.decode(answer.found))
        except (msgspec.MsgspecError, ValueError, MovedError):
            return None

    def held(self) -> Answers:
        """All answers that hold, with what they rest on."""
        found = ((name, self.get(name)) for name in self._answers)
        return {name: (self._rests_on(name), one) for name, one in found if one is not None}

    def _rests_on(self, question: str) -> frozenset[str]:
        return frozenset(self._reads[number] for number in self._answers[question].reads)


Answers = Mapping[str, tuple[frozenset[str], Sequence[Diagnostic]]]
"""What each question read, and what was found."""

_GONE = SourceFile("", b"")
_NOTHING = msgspec.Raw(msgspec.msgpack.encode(()))


def written(answers: Answers, values: Values, files: Files) -> bytes:
    """All answers of a run that can be kept, for `Book`."""
    numbers: dict[str, int] = {}
    known = _Numbers(files)
    encoder = msgspec.msgpack.Encoder(enc_hook=known)
    kept: list[_Answer] = []
    for question, (reads, found) in answers.items():
        if any(values.digest(read) is None for read in reads):
            continue
        try:
            data = msgspec.Raw(encoder.encode(tuple(found))) if found else _NOTHING
        except ValueError:  # a text that is no UTF-8, or a file that is none of the site's
            continue
        kept.append(_Answer(question, tuple(numbers.setdefault(one, len(numbers)) for one in sorted(reads)), data))
    digests = tuple((read, values.digest(read) or b"") for read in numbers)
    return msgspec.msgpack.encode(_Kept(tuple(known.files), digests, tuple(kept)))


class _Numbers:
    """Sources as numbers of the files of a site."""

    def __init__(self, files: Files) -> None:
        self.files = [one for one, _ in files.values()]
        self._numbers = {id(source): number for number, (_, source) in enumerate(files.values())}

    def __call__(self, value: object) -> int:
        number = self._numbers.get(id(value))
        if number is None:
            raise ValueError("no file of the site")
        return number


class _Sources:
    """Numbers as the sources of today."""

    def __init__(self, sources: Sequence[SourceFile]) -> None:
        self._sources = sources

    def __call__(self, _: type, number: object) -> SourceFile:
        if not isinstance(number, int) or not 0 <= number < len(self._sources):
            raise ValueError("no such source")
        return self._sources[number]
