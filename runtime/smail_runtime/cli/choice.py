"""An option that takes one of a few words, and says which was meant when it is given another."""

from __future__ import annotations

from collections.abc import Iterable

import click


class Choice(click.Choice[str]):
    """One of some words. `metavar` stands for them in the synopsis where they would not fit on a line."""

    def __init__(self, words: Iterable[str], metavar: str | None = None) -> None:
        super().__init__(list(words))
        self._metavar = metavar

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """What help calls the word."""
        return self._metavar or super().get_metavar(param, ctx)

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """What is wrong with another word, and the one it looks like."""
        from difflib import get_close_matches

        near = get_close_matches(str(value).lower(), self.choices, n=1)
        advice = f"; did you mean {near[0]}?" if near else ""
        return f"{value!r} is none of {', '.join(self.choices)}{advice}"
