"""Driver smartuser: takes every name that is left, once in a chain of addresses."""

from __future__ import annotations

import re

from smail_runtime.mail.alias_text import Target
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Delivered, Direction, Passed, Produced, Stopped
from smail_runtime.routing.expand import expand
from smail_runtime.routing.operators import quote
from smail_runtime.routing.outcomes import defers, misconfigured
from smail_runtime.routing.scope import AddressView
from smail_runtime.routing.values import Failed, Unknown
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import SmartUserDriver

_WELL_FORMED = re.compile(r"[A-Za-z0-9_+. \t][A-Za-z0-9_+. \t-]*")
_DOTS = re.compile(r"[. \t]+")


def ask(driver: SmartUserDriver, work: Work, around: Surroundings) -> Direction:
    """Send the name to `new_user`, or to the variable smart_user. The result is never a file, command or list."""
    template = driver.new_user or around.program.variables.smart_user
    if template is None:
        return Passed("neither new_user nor smart_user is set")
    if work.smart:
        return Passed("it took part in this address once already")
    name = _name(work.name, driver)
    if name is None:
        return Passed(f"`{printable(work.name)}` is not well formed")
    value = expand(template, around.scope(AddressView(user=name, home=work.home)))
    if isinstance(value, Failed):
        reason = f"new_user cannot be expanded: {value.reason}"
        return Stopped(reason, misconfigured(reason))
    if isinstance(value, Unknown):
        return Stopped(value.reason, defers(value.reason))
    return _taken(driver, value.text)


def _taken(driver: SmartUserDriver, text: str) -> Direction:
    reason = f"took it: every name left goes to `{printable(text)}`"
    if driver.transport is not None:
        return Delivered(reason, driver.transport, text)
    return Produced(reason, (Target("address", text, text, 0, len(text)),), plain=True)


def _name(name: str, driver: SmartUserDriver) -> str | None:
    if not driver.well_formed_only:
        return quote(name)
    return _DOTS.sub(".", name) if _WELL_FORMED.fullmatch(name) else None
