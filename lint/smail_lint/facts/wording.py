"""How facts on directors are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smail_compiler.text.diagnostic import Label
from smail_lint.facts.characters import readable
from smail_lint.facts.match_sets import MatchSet


def address(name: str, *directors: MatchSet) -> str:
    """A name as a witness: with a domain where only some domains are served."""
    served = [one.domains for one in directors if one.domains]
    common = frozenset[str].intersection(*served) if served else frozenset()
    return f"{readable(name)}@{min(common)}" if common else readable(name)


def named(directors: Iterable[MatchSet]) -> str:
    """The names of directors as a list in a sentence."""
    names = [f"`{one.entry.name}`" for one in directors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def labels(directors: Sequence[MatchSet], message: str) -> Iterator[Label]:
    """A label at each director that is written in a file."""
    return (Label(one.entry.at, message) for one in directors if one.entry.at is not None)
