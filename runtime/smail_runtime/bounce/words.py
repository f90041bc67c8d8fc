"""The first part of a report: what a person reads."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from email.utils import formatdate

from smail_runtime.bounce.fields import clean
from smail_runtime.bounce.form import Action, Letter, Original, Reported

_WRAP = 72
SUBJECTS = {
    Action.FAILED: "Undelivered mail returned to sender",
    Action.DELAYED: "Mail still waits to be delivered",
    Action.DELIVERED: "Mail was delivered",
    Action.RELAYED: "Mail was passed on",
    Action.EXPANDED: "Mail was delivered to a list",
}
_NEWS = {
    Action.FAILED: "could not be delivered to the addresses below. It will not be tried again.",
    Action.DELAYED: (
        "could not be delivered to the addresses below yet. This is a warning only: nothing has to be done, and it"
        " need not be sent again. It will be tried further{until}."
    ),
    Action.DELIVERED: "was delivered to the addresses below.",
    Action.RELAYED: (
        "was passed on for the addresses below, to hosts that send no reports like this one. More may not be heard."
    ),
    Action.EXPANDED: "was delivered to the addresses below, each of which stands for several others.",
}


def words(letter: Letter, original: Original, about: Sequence[Reported]) -> list[str]:
    """The lines of the part, one paragraph for each thing that happened."""
    lines = [f"This is the mail system of {letter.host}.", ""]
    for action in dict.fromkeys(one.action for one in about):
        chosen = [one for one in about if one.action is action]
        lines += [*_news(action, original, chosen), ""]
        for one in chosen:
            lines += _about(one)
    lines.append(f"The message was known here as {original.queue_id}.")
    return lines


def _news(action: Action, original: Original, about: Sequence[Reported]) -> list[str]:
    until = [one.until for one in about if one.until is not None]
    term = f" until {_date(max(until))}" if until and len(until) == len(about) else ""
    text = _NEWS[action].format(until=term)
    return textwrap.wrap(f"Your message of {_date(original.received)} {text}", _WRAP)


def _about(one: Reported) -> list[str]:
    outcome = one.outcome
    lines = [f"  <{clean(one.recipient)}>"]
    if one.address != one.recipient:
        lines.append(f"    which leads to {clean(one.address)}")
    said = [clean(outcome.reason)] if outcome.reason else []
    if outcome.remote and outcome.diagnostic:
        said.append(f"{clean(outcome.remote)} said: {clean(outcome.diagnostic)}")
    for text in said:
        lines += textwrap.wrap(text, _WRAP - 4, initial_indent="    ", subsequent_indent="    ")
    return [*lines, ""]


def _date(when: float) -> str:
    return formatdate(when, localtime=True)
