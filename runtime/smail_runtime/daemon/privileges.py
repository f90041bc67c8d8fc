"""Giving root up for good."""

from __future__ import annotations

import os
import pwd


class PrivilegeError(Exception):
    """The daemon must not run like this; the message is one line for the operator."""


def check_start(user: str | None) -> None:
    """Refuse to run as root without a user to become. Raises PrivilegeError."""
    if os.geteuid() == 0 and user is None:
        raise PrivilegeError("it does not run as root; give --user NAME, an account for mail alone")


def account(user: str) -> pwd.struct_passwd:
    """The account to become. Raises PrivilegeError for one that does not exist or is root."""
    try:
        found = pwd.getpwnam(user)
    except (KeyError, ValueError):
        raise PrivilegeError(f"--user {user}: there is no such account") from None
    if found.pw_uid == 0:
        raise PrivilegeError(f"--user {user}: that account is root")
    return found


def drop(user: str) -> None:
    """Become `user` and nothing else, and make sure that there is no way back. Raises PrivilegeError."""
    entry = account(user)
    if os.geteuid() != 0:
        if os.geteuid() == entry.pw_uid:
            return
        raise PrivilegeError(f"--user {user}: only root can become another account")
    try:
        os.initgroups(user, entry.pw_gid)
        os.setresgid(entry.pw_gid, entry.pw_gid, entry.pw_gid)
        os.setresuid(entry.pw_uid, entry.pw_uid, entry.pw_uid)
    except OSError as error:
        raise PrivilegeError(f"--user {user}: {error.strerror}") from error
    _make_sure(entry)


def _make_sure(entry: pwd.struct_passwd) -> None:
    """The identity is the wanted one in every place, and root does not come back."""
    if os.getresuid() != (entry.pw_uid,) * 3 or os.getresgid() != (entry.pw_gid,) * 3 or 0 in os.getgroups():
        raise PrivilegeError("root was not given up wholly")
    for take_back in (os.setuid, os.seteuid, os.setgid):
        try:
            take_back(0)
        except PermissionError:
            continue
        raise PrivilegeError("root could be taken back")
