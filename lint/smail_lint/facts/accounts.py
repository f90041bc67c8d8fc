"""Accounts that have all rights, or the mail itself."""

from __future__ import annotations

from smail_lint.facts.machine import Machine

SUPERUSERS = frozenset({"root", "toor", "0"})


def superuser(name: str, machine: Machine) -> bool:
    """Whether an account is the superuser: by its name, or by its number on the machine."""
    return name in SUPERUSERS or machine.uid(name) == 0
