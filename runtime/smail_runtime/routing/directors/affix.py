"""Prefix and suffix of names, case ignored."""

from __future__ import annotations

from smail_runtime.mail.case import lower


def without_affixes(name: str, prefix: str | None, suffix: str | None = None) -> str | None:
    """The name without them; None when one is absent or nothing would be left."""
    prefix, suffix = prefix or "", suffix or ""
    small = lower(name)
    if len(name) <= len(prefix) + len(suffix) and (prefix or suffix):
        return None
    if not small.startswith(lower(prefix)) or not small.endswith(lower(suffix)):
        return None
    return name[len(prefix) : len(name) - len(suffix)]


def absent_affix(prefix: str | None, suffix: str | None = None) -> str:
    """Why a name without them is passed."""
    wanted = [f"{what} {text}" for what, text in (("prefix", prefix), ("suffix", suffix)) if text]
    return f"{' or '.join(wanted)} is absent"
