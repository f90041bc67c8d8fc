"""Ten thousand lines of configuration: a house that looks after the mail of twenty companies.

Each company has alias files, mailboxes and lists of its own (three directors), ways to its partners (three routers)
and transports for them; beside them stand retry times, qualified names, methods, paths, and the people's aliases.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

COMPANIES = 20
PEOPLE = 210
MEMBERS = 40
PARTNERS = 40

CONFIG = """\
# mail.hosting.example: mail of {count} companies.
hostnames = mail.hosting.example:hosting.example
more_hostnames = {domains}
visible_name = hosting.example
postmaster_address = postmaster
smail_lib_dir = /etc/smail
spool_dirs = /var/spool/smail
method_dir = methods
require_configs
max_message_size = 100M
max_hop_count = 40
smtp_accept_max = 400
smtp_accept_queue = 250
-smtp_debug
"""

INCLUDES = """\
# The first that matches decides; most of them serve one company only.

aliasinclude:
        driver=aliasinclude, nobody;
        copysecure, copyowners

forwardinclude:
        driver=forwardinclude, nobody;
        copysecure, copyowners

aliases:
        driver=aliasfile, -nobody, domains=hosting.example:mail.hosting.example,
        owner=owner-$user;
        file=aliases, proto=lsearch, modemask=002

user:
        driver=user, domains=hosting.example:mail.hosting.example;
        transport=local
"""

DIRECTORS = """
# -- {domain} {rule}

{name}_aliases:
        driver=aliasfile, -nobody, domains={domain}, owner=owner-$user;
        file=aliases.{name}, proto=lsearch, modemask=002

{name}_boxes:
        driver=user, domains={domain};
        transport={name}_box, pwfile=passwd.{name}

{name}_lists:
        driver=forwardfile, caution, nobody, sender_okay, domains={domain},
        owner=owner-${{lc:user}};
        file=lists/{name}/${{lc:user}}, modemask=002
"""

ROUTERS = """
# Ways of {domain}.
{name}_partners:
        driver=pathalias, transport={name}_smtp;
        file=paths.{name}, proto=lsearch

{name}_plant:
        driver=gethostbyname, transport={name}_smtp;
        required=plant.{domain}

{name}_gate:
        driver=bind, method={name};
        match_domains=gate.{domain}, defer_no_connect
"""

EVERYBODY = """
# Everybody else.
internet:
        driver=bind, transport=smtp;
        defnames, defer_no_connect

relay:
        driver=smarthost, transport=smtp;
        path=relay.example.net
"""

TRANSPORTS = """
# -- {domain} {rule}

{name}_box:
        driver=appendfile, local, return_path;
        dir=/srv/{name}/mail/${{lc:user}}/, mode=0600, user=vmail, group=vmail,
        -append_as_user

{name}_smtp:
        driver=tcpsmtp, inet, -max_addrs, -max_chars,
        append_header="X-Company: {name} via $primary_name";
        short_timeout=5m, long_timeout=2h, use_bind

{name}_bulk:
        driver=tcpsmtp, inet, max_addrs=50;
        service=2626, short_timeout=2m, long_timeout=30m
"""

TRANSPORTS_OF_ALL = """\
local:
        driver=appendfile, local, return_path, from, unix_from_hack;
        file=/var/mail/${lc:user}, suffix="\\n", mode=0660, group=mail,
        append_as_user, notify_comsat

smtp:
        driver=tcpsmtp, inet, -max_addrs, -max_chars;
        short_timeout=5m, long_timeout=2h, use_bind
"""

ALIASES = """\
root:                   postmaster
postmaster:             anna, ben
mailer-daemon:          postmaster
abuse:                  postmaster
hostmaster:             postmaster
news:                   "|/usr/bin/tee -a /var/spool/news/intake >/dev/null"
anna:                   \\anna
ben:                    ben@example.net
"""

_FIRST = ("anna", "ben", "carla", "dirk", "eva", "fritz", "gerda", "hans", "ida", "jan")
_LAST = ("adler", "berg", "cohn", "dahl", "ernst", "falk", "graf", "horn", "iske", "jung")


def ten_thousand_lines(site: Path) -> int:
    """Write the site into a directory, and tell how many lines it has."""
    for path, text in _files(random.Random(11)):
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return sum(path.read_bytes().count(b"\n") for path in site.rglob("*") if path.is_file())


def _files(dice: random.Random) -> Iterator[tuple[str, str]]:
    companies = [(f"firm{number:02}", f"firm{number:02}.example") for number in range(COMPANIES)]
    yield "config", CONFIG.format(count=COMPANIES, domains=":".join(domain for _, domain in companies))
    yield "directors", INCLUDES + _each(DIRECTORS, companies)
    yield "routers", "# The longest match decides.\n" + _each(ROUTERS, companies) + EVERYBODY
    yield "transports", TRANSPORTS_OF_ALL + _each(TRANSPORTS, companies)
    gates = "".join(f"gate.{domain:<32}{5 + at % 7}m/3d\n" for at, (_, domain) in enumerate(companies))
    yield "retry", "# domains                            interval/duration\n" + gates + "*    15m/5d\n"
    yield "qualify", "".join(f"{name:<16}{domain}\n" for name, domain in companies) + "*   hosting.example\n"
    yield "aliases", ALIASES
    for name, domain in companies:
        yield from _company(name, domain, dice)


def _each(form: str, companies: list[tuple[str, str]]) -> str:
    return "".join(form.format(name=name, domain=domain, rule="-" * 50) for name, domain in companies)


def _company(name: str, domain: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """The files of one company."""
    people = [f"{dice.choice(_FIRST)}.{dice.choice(_LAST)}{number}" for number in range(PEOPLE)]
    logins = [f"u{number:03}" for number in range(0, PEOPLE, 3)]
    yield f"aliases.{name}", "".join(_aliases(people, logins, dice))
    yield f"passwd.{name}", "".join(f"{login}:x:5000:5000::/srv/{name}/{login}:\n" for login in logins)
    yield f"lists/{name}/staff", "".join(f"{one}@{domain}\n" for one in dice.sample(people, MEMBERS))
    hosts = [f"host{number:02}.{name}-partner.example" for number in range(PARTNERS)]
    yield f"paths.{name}", "".join(f"{host}\t{host}!%s\n" for host in hosts)
    yield f"methods/{name}", f"gate.{domain}    {name}_bulk\n*    {name}_smtp\n"


def _aliases(people: list[str], logins: list[str], dice: random.Random) -> Iterator[str]:
    """Each person has a mailbox here or elsewhere; some have several, a command, or a remark."""
    yield "# From the directory of persons, every night.\npostmaster: postmaster@hosting.example\n"
    yield f"owner-staff: {logins[0]}\n"
    for person in people:
        one, two = dice.choice(logins), f"{person}@elsewhere{dice.randrange(9)}.example"
        yield dice.choice(
            (
                f"{person}:{' ' * (24 - len(person))}{one}\n",
                f"{person}: {two}\n",
                f"{person}: {one},\n\t{two}\n",
                f"# since May\n{person}: {one}\n",
            )
        )
