"""Taking a director's results apart: special forms, self references, the sender (sections 12.3, 13.1, 13.2)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_runtime.mail.address import Address, Form, parse
from smail_runtime.mail.alias_text import Target
from smail_runtime.mail.case import lower
from smail_runtime.mail.outcome import Notify, Outcome
from smail_runtime.mail.peel import passes
from smail_runtime.mail.text import printable
from smail_runtime.routing import details
from smail_runtime.routing.answers import Produced
from smail_runtime.routing.identity import Attached, attached
from smail_runtime.routing.outcomes import defers, fails
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import Unknown
from smail_runtime.table.director import Director, ErrorDriver, SmartUserDriver


class Refused(msgspec.Struct, frozen=True):
    """A result that security marks forbid, or all of them, when nobody can tell for now whose they are."""

    text: str
    outcome: Outcome


class Dropped(msgspec.Struct, frozen=True):
    """A result that is left out on purpose, and why."""

    text: str
    reason: str


def results(
    answer: Produced, director: Director, index: int, work: Work, around: Surroundings
) -> Iterator[Work | Refused | Dropped]:
    """What becomes of each target that director number `index` gave for `work`."""
    identity = attached(director, answer, around)
    if isinstance(identity, Unknown):
        yield Refused(work.text, defers(f"director {director.name}: {identity.reason}"))
        return
    child = Work(
        text="",
        recipient=work.recipient,
        parent=work,
        director=director,
        user=identity.user,
        group=identity.group,
        home=identity.home,
        login=answer.login or work.login,
        caution=answer.caution or director.caution,
        unsecure=answer.unsecure,
        prefix=answer.prefix or work.prefix,
        suffix=answer.suffix or work.suffix,
        smart=work.smart or isinstance(director.driver, SmartUserDriver),
        depth=work.depth + 1,
    )
    if around.watch is not None:
        around.watch.note(_marks(child, director, around))
    for target in answer.targets:
        if target.kind == "error" and _has_error_director(around):
            yield msgspec.structs.replace(child, text=target.text, kind=target.kind, target=target.target)
        elif target.kind in ("address", "error") or answer.plain:
            yield _ordinary(target.text, child, director, index, work, around)
        else:
            yield _special(target, child, director, identity, around)


def _has_error_director(around: Surroundings) -> bool:
    """Whether `:error:` and its kin mean something here; in a site without such a director they are plain names."""
    return any(isinstance(one.driver, ErrorDriver) for one in around.program.directors)


def _marks(child: Work, director: Director, around: Surroundings) -> details.Marks:
    nobody = around.program.variables.nobody if child.caution and director.nobody else None
    return details.Marks(child.user, child.group, child.home, child.caution, child.unsecure, nobody)


def fate(result: Work | Refused | Dropped) -> details.Target:
    """What became of a target, for the trace."""
    if isinstance(result, Refused):
        return details.Target(result.text, "refused", result.outcome.reason)
    if isinstance(result, Dropped):
        return details.Target(result.text, "left out", result.reason)
    return details.Target(result.text, "kept")


def _special(
    target: Target, child: Work, director: Director, identity: Attached, around: Surroundings
) -> Work | Refused:
    if child.unsecure or (child.caution and not director.nobody):
        mark = "is unsecure" if child.unsecure else "calls for caution"
        reason = f"security violation: {target.kind} {printable(target.text)} from {director.name}, whose data {mark}"
        return Refused(target.text, fails("5.7.1", reason, Notify.OWNER_OR_POSTMASTER))
    nobody = child.caution
    return msgspec.structs.replace(
        child,
        text=target.text,
        kind=target.kind,
        target=target.target,
        user=around.program.variables.nobody if nobody else identity.user,
        group=None if nobody else identity.group,
    )


def _ordinary(
    text: str, child: Work, director: Director, index: int, work: Work, around: Surroundings
) -> Work | Dropped:
    same = _names_parent(text, work.name, around)
    if same and director.ignore_alias_match and not text.startswith("\\"):
        return Dropped(text, "it is the name itself, and the director has ignore_alias_match")
    if same and director.always:
        return Dropped(text, "it is the name itself, which the directors below are asked about anyway")
    if same:
        return msgspec.structs.replace(child, text=text, kind="self", name=work.name, host=work.host, first=index + 1)
    if not director.sender_okay and _is_sender(text, around):
        return Dropped(text, "it is the sender, and the director lacks sender_okay")
    return msgspec.structs.replace(child, text=text)


def _names_parent(text: str, name: str, around: Surroundings) -> bool:
    """Whether a result is its direct parent: the name, `\\name`, or `name@` with a name of this host."""
    if lower(text) == lower(name) or lower(text) == "\\" + lower(name):
        return True
    if "@" not in text:
        return False
    parsed = parse(text)
    return (
        isinstance(parsed, Address)
        and parsed.form is Form.MAILBOX
        and lower(parsed.domain) in around.names.local
        and lower(parsed.local_part) == lower(name)
    )


def _is_sender(text: str, around: Surroundings) -> bool:
    sender = local_name(around.facts.sender, around)
    return sender is not None and lower(sender) == lower(local_name(text, around) or "")


def local_name(text: str, around: Surroundings) -> str | None:
    """The local name that an address leads to, None if it is remote or no address."""
    *_, last = passes(text, around.names.local)
    return last.text if isinstance(last, Address) and last.target is None else None
