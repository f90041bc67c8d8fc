"""The answer to RCPT: what the resolver found, and whether the client may relay, decide."""

from __future__ import annotations

from collections.abc import Sequence

from smail_runtime.mail.outcome import Outcome, Reply, Result

ACCEPTED = Reply(250, "2.1.5", ("Recipient ok",))
NO_RELAY = Reply(550, "5.7.1", ("This host does not relay for you",))
NOBODY = Reply(550, "5.1.1", ("No such recipient here",))
LATER = Reply(451, "4.3.0", ("The recipient cannot be checked now, try again later",))


def remote_reply(*, relay: bool) -> Reply:
    """The answer for a recipient elsewhere."""
    return ACCEPTED if relay else NO_RELAY


def local_reply(deliveries: int, failures: Sequence[Outcome]) -> Reply:
    """The answer for a recipient here, from the number of its deliveries and the errors on the way.

    One delivery is enough to accept: the sender hears of the rest by a report. Without any, a doubt (a deferred
    outcome) asks the client to come again, and only certainty refuses. The reasons stay here: they may tell too much.
    """
    if deliveries:
        return ACCEPTED
    waiting = [outcome for outcome in failures if outcome.result is Result.DEFERRED]
    if waiting:
        return waiting[0].reply or LATER
    return _refusal(failures[0]) if failures else NOBODY


def _refusal(outcome: Outcome) -> Reply:
    """550 with the status of the first failure; an unknown user is told as such, the site's own words as they are."""
    if outcome.reply is not None:
        return outcome.reply
    if outcome.status.startswith("5.") and outcome.status != NOBODY.enhanced:
        return Reply(550, outcome.status, ("The recipient cannot be reached",))
    return NOBODY
