"""Driver error: names that are refused, put off or sent elsewhere with words of the site (an extension).

Another director gives one of three forms, in quotes where it stands in a file:

    ":error:5.2.2 The mailbox is full"      the mail is refused; the status may be left out
    ":defer:4.2.1 We are moving"            it is to be tried again later
    ":redirect:ann@new.example"             it is refused, and the client is told where to send it
"""

from __future__ import annotations

import re

from smail_runtime.mail.outcome import Notify, Outcome, Reply, Result
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Direction, Passed, Stopped
from smail_runtime.routing.outcomes import misconfigured
from smail_runtime.routing.scope import AddressView, Scope
from smail_runtime.routing.values import Value
from smail_runtime.routing.variables import variable
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import ErrorDriver

LONGEST = 400
"""Characters of a text that are told; an SMTP reply line has no room for more (RFC 5321, section 4.5.3.1.5)."""

_FORM = re.compile(r":(error|defer|redirect):\s*(?:([45]\.\d{1,3}\.\d{1,3})\s+)?(.*)", re.DOTALL | re.IGNORECASE)
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})", re.ASCII)
_PERMITTED = frozenset(["user", "input_addr", "sender", "primary_name", "visible_name", "name", "primary"])
_MAILBOX = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def ask(driver: ErrorDriver, work: Work, around: Surroundings) -> Direction:
    """Take a form of the three; anything else is passed."""
    found = _FORM.fullmatch(work.target)
    if found is None:
        return Passed("it takes no other form than :error:, :defer: and :redirect:")
    kind, status, text = found[1].lower(), found[2], found[3]
    words = _words(text, work, around) if driver.expand else text
    outcome = _outcome(kind, status, printable(" ".join(words.split()))[:LONGEST])
    return Stopped(f"took it: {outcome.reason}", outcome)


def _outcome(kind: str, status: str | None, words: str) -> Outcome:
    if kind == "redirect":
        return _redirected(words)
    deferred = kind == "defer"
    fits = status is not None and status.startswith("4" if deferred else "5")
    known = status if fits and status is not None else "4.3.0" if deferred else "5.1.1"
    words = words or ("try again later" if deferred else "no mail is taken for this name")
    reply = Reply(451 if deferred else 550, known, (words,))
    result = Result.DEFERRED if deferred else Result.FAILED
    return Outcome(result, known, words, Notify.OWNER_OR_SENDER, reply=reply)


def _redirected(address: str) -> Outcome:
    """The reply 551 with the new address (RFC 5321, section 3.4)."""
    if _MAILBOX.fullmatch(address) is None:
        return misconfigured(f"`:redirect:{address}` names no mailbox of the form name@host")
    words = f"User not local; please try <{address}>"
    return Outcome(Result.FAILED, "5.1.6", words, Notify.OWNER_OR_SENDER, reply=Reply(551, "5.1.6", (words,)))


def _words(text: str, work: Work, around: Surroundings) -> str:
    """The text with plain variables replaced: it comes from data, so nothing else of the language counts in it."""
    parent = work.parent
    view = AddressView(user=parent.name if parent else None, input_addr=parent.text if parent else None)
    scope = around.scope(view)
    return _VARIABLE.sub(lambda found: _value(found, scope), text)


def _value(found: re.Match[str], scope: Scope) -> str:
    name = (found[1] or found[2]).lower()
    value = variable(name, scope) if name in _PERMITTED else None
    return value.text if isinstance(value, Value) else found[0]
