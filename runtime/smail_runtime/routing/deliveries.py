"""Making the record of a delivery."""

from __future__ import annotations

from smail_runtime.mail.address import Address
from smail_runtime.mail.next_address import Style, next_address
from smail_runtime.routing.answers import Delivered, Route
from smail_runtime.routing.qualify import qualified
from smail_runtime.routing.resolution import Delivery
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.director import Director
from smail_runtime.table.router import Router
from smail_runtime.table.transport import Transport


def local_delivery(
    answer: Delivered, work: Work, director: Director, recipient: str, owners: tuple[str, ...], around: Surroundings
) -> Delivery:
    """A local name for a transport."""
    return Delivery(
        transport=answer.transport,
        address=answer.address,
        recipient=recipient,
        kind="local",
        user=answer.user,
        home=answer.home,
        parent=work.parent.text if work.parent else None,
        parent_home=_parent_home(work),
        parent_user=work.login,
        owners=owners,
        director=director.name,
        place=around.shown_place(director.at),
        input_address=work.text,
        prefix=answer.prefix or work.prefix,
        suffix=answer.suffix or work.suffix,
    )


def special_delivery(work: Work, recipient: str, owners: tuple[str, ...], around: Surroundings) -> Delivery:
    """A file or a command, for the transport of that name."""
    director = work.director
    return Delivery(
        transport=work.kind,
        address=work.target,
        recipient=recipient,
        kind=work.kind,
        user=work.user,
        group=work.group,
        home=work.home,
        parent=work.parent.text if work.parent else None,
        parent_home=_parent_home(work),
        parent_user=work.login,
        owners=owners,
        director=director.name if director else None,
        place=around.shown_place(director.at) if director else None,
        input_address=work.text,
        prefix=work.prefix,
        suffix=work.suffix,
    )


def remote_delivery(
    route: Route,
    transport: Transport,
    address: Address,
    work: Work,
    router: Router,
    recipient: str,
    owners: tuple[str, ...],
    around: Surroundings,
) -> Delivery:
    """An address for another host; the target stays in the route unless all of it was matched."""
    target = address.target or ""
    behind = route.behind if route.full and not route.keep_target else (*route.behind, target)
    text = next_address(address, route.next_host, behind, style_of(transport))
    return Delivery(
        transport=transport.name,
        address=qualified(text, around.program.qualify),
        recipient=recipient,
        kind="remote",
        user=work.user,
        group=work.group,
        home=work.home,
        host=route.next_host,
        hosts=route.hosts,
        path="!".join((route.next_host, *behind)) if behind else None,
        parent=work.parent.text if work.parent else None,
        parent_home=_parent_home(work),
        parent_user=work.login,
        owners=owners,
        router=router.name,
        place=around.shown_place(router.at),
        target=target,
        input_address=work.text,
        prefix=work.prefix,
        suffix=work.suffix,
    )


def style_of(transport: Transport) -> Style:
    """The form of addresses that a transport's flags ask for."""
    if transport.uucp:
        return Style.UUCP
    return Style.INET if transport.inet else Style.DEFAULT


def _parent_home(work: Work) -> str | None:
    return work.home or (work.parent.home if work.parent else None)
