"""A small site, a file of expectations for it, and the command run on it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from smail_lint.expectations.command import expect_command
from smail_testkit.site import write_site

SITE = {
    "config": "hostnames=mail.example:example.org\nvisible_name=example.org\n",
    "directors": """\
aliases: driver=aliasfile, owner=owner-$user; file=aliases, proto=lsearch
users: driver=user; transport=local
lists: driver=forwardfile; file=lists/${lc:user}
""",
    "routers": "dns: driver=bind, transport=smtp; defer_no_connect\n",
    "transports": "local: driver=appendfile, local; file=/var/mail/${lc:user}\nsmtp: driver=tcpsmtp, inet\n",
    "aliases": 'team: joe, ann, al@far.example\nlog: /var/log/mail\nlost: nosuch\nprog: "|/bin/x"\n',
}
WORLD = """\
[world.users]
joe = {}
ann = {}
[world.dns."far.example"]
MX = "10 mx.far.example"
[world.dns."mx.far.example"]
A = "192.0.2.1"
[world.dns."slow.example"]
rcode = "SERVFAIL"
"""


def site(directory: Path, expected: str, world: str = WORLD) -> Path:
    """The file of expectations, beside the site."""
    write_site(directory, SITE)
    file = directory / "routing.toml"
    file.write_bytes((world + expected).encode("utf-8", "surrogateescape"))
    return file


def check(*words: str | Path) -> Result:
    """`smail-check test`, which never ends in an exception."""
    ran = CliRunner().invoke(expect_command, [str(word) for word in words], prog_name="smail-check test")
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return ran
