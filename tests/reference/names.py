"""Names that configurations and addresses are drawn from: few, so that they meet."""

from __future__ import annotations

LOGINS = ("joe", "ann", "bob", "eve", "root", "nobody", "daemon", "real-joe", "x.y")
NAMES = (*LOGINS, "list", "ops", "a", "b", "c", "news", "ghost", "Joe", "list-request", "postmaster", "MAILER-DAEMON")
OURS = ("mail.example", "lists.example", "mail", "gate", "LISTS.example")
THEIRS = (
    "far.example", "sub.far.example", "near", "hub", "dead.example", "null.example", "self.example", "backup.example",
    "nowhere.example", "plain.example", "FAR.example", "plain.example.",
    "ash.uucp", "host.near", "uucp", "lost.example", "odd.example",
)  # fmt: skip
LITERALS = ("[192.0.2.1]", "[192.0.2.9]", "[192.0.2.77]", "[192.0.2.8]", "[300.1.1.1]", "[x]")
SENDERS = ("s@far.example", "", "joe", "joe@mail.example", "ann@far.example")
GROUPS = ("staff", "mail")
LISTS = ("lists/list", "lists/ops", "lists/deep", "lists/bad", "lists/empty", "lists/a")
