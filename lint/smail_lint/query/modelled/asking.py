"""Asking configurations about addresses: each from the first sender, and from others where it matters who writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from smail_lint.query.modelled.senders import Senders
from smail_lint.query.modelled.way import Question, Side, Way

MOST_FROM_OTHERS = 20_000
"""Questions that are asked at most with other senders than the first."""
CUT = "there are more combinations of names, hosts and senders than are tried"
"""What is said where something was left out."""


def asked(
    sides: Sequence[Side], addresses: Iterable[str], senders: Senders
) -> Iterator[tuple[Question, tuple[Way, ...]]]:
    """Each question with the ways in all configurations."""
    left = MOST_FROM_OTHERS
    for address in addresses:
        first = Question(address, senders.tried[0])
        ways = _ways(sides, first)
        yield first, ways
        for sender in senders.others(ways) if left > 0 else ():
            left -= 1
            question = Question(address, sender)
            yield question, _ways(sides, question)


def is_cut(questions: Iterable[Question], senders: Senders) -> bool:
    """Whether some senders were left out, as these questions are all that were asked."""
    others = (one for one in questions if one.sender != senders.tried[0])
    return next(islice(others, MOST_FROM_OTHERS - 1, None), None) is not None


def _ways(sides: Sequence[Side], question: Question) -> tuple[Way, ...]:
    return tuple(side.way(question) for side in sides)
