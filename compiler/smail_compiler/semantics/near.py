"""The word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is close enough to `word` to be worth a suggestion, else None.

    Case, `-` for `_`, and one letter more, less, other or exchanged with its neighbour always count as close.
    """
    from difflib import get_close_matches  # only a mistake needs it

    folded = {_fold(one): one for one in sorted(known, reverse=True)}
    if len(word) > 64 or not word:
        return None
    close = get_close_matches(_fold(word), folded, n=1, cutoff=0.8 if len(word) > 5 else 0.7)
    return folded[close[0]] if close else None


def _fold(word: str) -> str:
    """A word without what writers confuse."""
    return word.lower().replace("-", "_")
