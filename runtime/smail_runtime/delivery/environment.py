"""The environment of a piped program: built from nothing (reference semantics, section 16)."""

from __future__ import annotations

import os

from smail_runtime.delivery.interface import Job
from smail_runtime.routing.expand import Scope
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.transport import PipeDriver


def environment_of(job: Job, driver: PipeDriver, scope: Scope) -> dict[str, str]:
    """Every variable the program sees. `SENDER` and `ADDR` hold text chosen by strangers."""
    delivery = job.deliveries[0]
    values = {
        "SHELL": "/bin/sh",
        "PATH": "/bin:/usr/bin",
        "TZ": os.environ.get("TZ"),
        "SENDER": job.sender,
        "MESSAGE_ID": job.facts.message_id,
        "GRADE": job.facts.grade,
        "UUCP_NAME": scope.names.uucp,
        "PRIMARY_NAME": scope.names.primary,
        "VISIBLE_NAME": scope.names.visible,
        "BASENAME": job.queue_id,
        "SPOOL_FILE": job.queue_id,
        **(_of_parent(delivery) if driver.parent_env else _of_address(delivery)),
        **_login(delivery),
    }
    return {name: value.replace("\0", "") for name, value in values.items() if value is not None}


def _of_parent(delivery: Delivery) -> dict[str, str | None]:
    return {"ADDR": delivery.parent or delivery.address, "HOME": delivery.parent_home or delivery.home or "/"}


def _of_address(delivery: Delivery) -> dict[str, str | None]:
    return {
        "ADDR": delivery.address,
        "HOST": delivery.host,
        "HOME": delivery.home or "/",
        "DESTMBOX": delivery.parent,
    }


def _login(delivery: Delivery) -> dict[str, str | None]:
    login = delivery.parent_user or (delivery.address if delivery.kind == "local" else delivery.user)
    return {"USER": login, "LOGNAME": login}
