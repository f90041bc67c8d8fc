"""How flows are put into words."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label
from smail_lint.facts.flows import Flow, Harm
from smail_lint.facts.reachability import Names
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.operators import operated

_CHOSEN_BY = {
    "user": "the sender of a message chooses the recipient",
    "input_addr": "the sender of a message chooses the recipient",
    "prefix": "the sender of a message chooses the recipient",
    "suffix": "the sender of a message chooses the recipient",
    "sender": "the other side states the sender as it likes",
    "sender_name": "the sender writes the name as it likes",
    "sender_host": "the other side states its name as it likes",
    "value": "whoever runs the domain states its records",
    "host": "the sender of a message chooses the host",
}


def findings(
    facts: SiteFacts, kind: Kind, harm: Harm, message: str, repair: str, under: tuple[str, str] | None = None
) -> Iterator[Diagnostic]:
    """One finding a flow of a harm; `{it}` in the texts is the reference as it is written, `{name}` its variable.

    `under` is an operator that heals the flow, and how far that can be trusted.
    """
    for flow in facts.flows:
        if flow.harm is harm:
            words = {"it": flow.reference.variable.at.text, "name": flow.reference.variable.name}
            yield Diagnostic(
                kind,
                message.format(**words),
                flow.reference.variable.at,
                labels=tuple(_source(flow)),
                notes=tuple(_why(flow)),
                help=repair.format(**words),
                witness=flow.witness,
                flow=tuple(_way(flow)),
                fix=None if under is None else operated(flow.reference.variable, *under),
            )


def _source(flow: Flow) -> Iterator[Label]:
    """The entry that lets the data in."""
    entry = flow.arrival.entry
    if entry is not None and entry.at is not None:
        yield Label(entry.at, f"{flow.arrival.names.value} comes in here")


def _way(flow: Flow) -> Iterator[Label]:
    """From the entry that lets the data in, by the setting that it reaches, to the reference that does harm."""
    yield from _source(flow)
    name, setting = flow.reference.variable.name, flow.setting.at
    if setting is not None:
        yield Label(setting, f"it is put into `{flow.setting.spelled or flow.setting.name}`")
    yield Label(flow.reference.variable.at, f"`{name}` can be `{flow.witness}` here")


def _why(flow: Flow) -> Iterator[str]:
    """Who chooses the value, and that the way in is unknown where it is."""
    chosen = _CHOSEN_BY.get(flow.reference.value.source, "the other side chooses this value")
    yield chosen
    if flow.arrival.entry is None and flow.arrival.names is Names.UNKNOWN:
        yield "nothing in the configuration leads to this transport yet, so any address is assumed"
