"""Driver smartuser: takes every name that is left, once in a chain of addresses."""

from __future__ import annotations

import re

import msgspec

from smail_runtime.mail.alias_text import Target, is_error_form
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Delivered, Direction, Passed, Produced, Stopped
from smail_runtime.routing.directors.affix import Bare, absent, bare
from smail_runtime.routing.expand import expand
from smail_runtime.routing.operators import quote
from smail_runtime.routing.outcomes import defers, misconfigured
from smail_runtime.routing.values import Failed, Unknown
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import SmartUserDriver

_WELL_FORMED = re.compile(r"[A-Za-z0-9_+. \t][A-Za-z0-9_+. \t-]*")
_DOTS = re.compile(r"[. \t]+")


def ask(driver: SmartUserDriver, work: Work, around: Surroundings) -> Direction:
    """Send the name to `new_user`, or to the variable smart_user. The result is never a file, command or list.

    A text that begins with `:error:` or its kin is one for the error director: names cannot begin so unquoted.
    """
    template = driver.new_user or around.program.variables.smart_user
    if template is None:
        return Passed("neither new_user nor smart_user is set")
    if work.smart:
        return Passed("it took part in this address once already")
    taken = bare(work.name, driver.prefix, driver.suffix)
    if taken is None:
        return Passed(absent(driver.prefix, driver.suffix))
    name = _name(taken.name, driver)
    if name is None:
        return Passed(f"`{printable(taken.name)}` is not well formed")
    taken = msgspec.structs.replace(taken, name=name)
    value = expand(template, around.scope(taken.view(work.home)))
    if isinstance(value, Failed):
        reason = f"new_user cannot be expanded: {value.reason}"
        return Stopped(reason, misconfigured(reason))
    if isinstance(value, Unknown):
        return Stopped(value.reason, defers(value.reason))
    return _taken(driver, value.text, taken)


def _taken(driver: SmartUserDriver, text: str, name: Bare) -> Direction:
    reason = f"took it: every name left goes to `{printable(text)}`"
    if driver.transport is not None:
        return Delivered(reason, driver.transport, text, prefix=name.prefix, suffix=name.suffix)
    kind = "error" if is_error_form(text) else "address"
    target = Target(kind, text, text, 0, len(text))
    return Produced(reason, (target,), plain=True, prefix=name.prefix, suffix=name.suffix)


def _name(name: str, driver: SmartUserDriver) -> str | None:
    if not driver.well_formed_only:
        return quote(name)
    return _DOTS.sub(".", name) if _WELL_FORMED.fullmatch(name) else None
