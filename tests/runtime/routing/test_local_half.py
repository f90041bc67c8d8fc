"""Directors from their text to deliveries: affixes, senders, `always`, altuser, error, three-valued checks."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from smail_compiler.pipeline import load
from smail_runtime.mail.outcome import Reply, Result
from smail_runtime.policy.recipient import local_reply
from smail_runtime.routing.fake_world import FakeWorld, Script
from smail_runtime.routing.world import Absent, Found, Login, Unknown
from smail_testkit.rehearsed import HOST, asked, compiled
from smail_testkit.routing import summary, world
from smail_testkit.site import write_site

USER = "user: driver=user; transport=local\n"
PEOPLE = {"alice": {"home": "/home/alice", "uid": 1001}, "joe": {"uid": 1002}, "nobody": {"uid": 65534}}
WORLD = world(users=PEOPLE)

PLAIN, PATTERN = "suffix=-ext", r'suffix="[-+][a-z]+$"'


@pytest.mark.parametrize(
    ("directors", "suffix", "expected"),
    [
        ("d: driver=user; transport=local, {}\n", PLAIN, ["local:alice"]),
        ("d: driver=user; transport=local, {}\n", PATTERN, ["local:alice"]),
        ("d: driver=altuser; transport=local, pwfile=passwd, proto=lsearch, {}\n", PLAIN, ["local:alice"]),
        ("d: driver=altuser; transport=local, pwfile=passwd, proto=lsearch, {}\n", PATTERN, ["local:alice"]),
        ("d: driver=aliasfile; file=aliases, proto=lsearch, {}\n" + USER, PLAIN, ["local:joe"]),
        ("d: driver=aliasfile; file=aliases, proto=lsearch, {}\n" + USER, PATTERN, ["local:joe"]),
        ("d: driver=forwardfile; file=lists/$user, {}\n" + USER, PLAIN, ["local:joe"]),
        ("d: driver=forwardfile; file=lists/$user, {}\n" + USER, PATTERN, ["local:joe"]),
        ("d: driver=smartuser; new_user=$user, {}\n" + USER, PLAIN, ["local:alice"]),
        ('d: driver=smartuser; new_user="${{lc:user}}", {}\n' + USER, PATTERN, ["local:alice"]),
    ],
)
def test_every_driver_takes_off_a_suffix(tmp_path: Path, directors: str, suffix: str, expected: list[str]) -> None:
    table = compiled(tmp_path, directors.format(suffix), aliases="alice: joe\n", passwd="alice:x:1001:100::/h:/sh\n")
    files = {"/etc/smail/lists/alice": {"text": "joe"}, "/etc/smail/passwd": {"text": "alice:x:1:1::/h:/bin/sh\n"}}
    machine = world(users=PEOPLE, files=files)
    for name in ("alice-ext", "alice-EXT", *(["alice+work"] if suffix is PATTERN else [])):
        assert summary(asked(table, name, machine)) == expected
    for name in ("bob", "-ext", *(["alice+work"] if suffix is PLAIN else ["alice+1"])):
        assert summary(asked(table, name, machine)) == [f"5.1.1 {name}"]


def test_what_was_taken_off_is_a_variable_there_and_in_the_delivery(tmp_path: Path) -> None:
    directors = 'lists: driver=forwardfile; file="lists/$user$suffix", prefix="^(list|ml)-", suffix="[-+].+$"\n'
    users = 'user: driver=user; transport=local, suffix="[+].+$"\n'
    table = compiled(tmp_path, directors + users)
    machine = world(users=PEOPLE, files={"/etc/smail/lists/dev-request": {"text": "alice+in"}})
    (delivery,) = asked(table, "ml-dev-request", machine).deliveries
    assert (delivery.address, delivery.prefix, delivery.suffix) == ("alice", "ml-", "+in")


def test_a_prefix_that_is_the_whole_name(tmp_path: Path) -> None:
    table = compiled(tmp_path, "all: driver=forwardfile; file=all, prefix=everyone\n" + USER)
    machine = world(users=PEOPLE, files={"/etc/smail/all": {"text": "alice joe"}})
    assert summary(asked(table, "Everyone", machine)) == ["local:alice", "local:joe"]


@pytest.mark.parametrize(
    ("limits", "sender", "may"),
    [
        ("senders=alice", "Alice@mail.example", True),
        ("senders=alice", "alice@example.org", True),
        ("senders=alice", "alice@far.example", False),
        ('senders="@far.example:boss@near.example"', "x@FAR.example", True),
        ('senders="@far.example:boss@near.example"', "x@sub.far.example", False),
        ('senders="@far.example:boss@near.example"', "Boss@near.example", True),
        ('senders="@.far.example"', "x@sub.far.example", True),
        ('senders="@.far.example"', "x@far.example", True),
        ('senders="@.far.example"', "x@notfar.example", False),
        ('senders="@example.org"', "joe", True),
        ("senders=alice", "", False),
        ('senders="<>"', "", True),
        ('senders_except="@.far.example"', "x@far.example", False),
        ('senders_except="@.far.example"', "", True),
        ('senders_except="<>"', "", False),
        ('senders="@far.example", senders_except=x@far.example', "x@far.example", False),
        ('senders="@far.example", senders_except=x@far.example', "y@far.example", True),
    ],
)
def test_who_may_write(tmp_path: Path, limits: str, sender: str, may: bool) -> None:
    table = compiled(
        tmp_path,
        f"team: driver=aliasfile, sender_okay, {limits}; file=aliases, proto=lsearch\n" + USER,
        aliases="t: joe",
    )
    assert summary(asked(table, "t", WORLD, sender)) == (["local:joe"] if may else ["5.7.1 t"])
    assert summary(asked(table, "joe", WORLD, sender)) == ["local:joe"]


@pytest.mark.parametrize(
    ("limits", "sender", "expected"),
    [
        ("senders=alice", "alice@mail.example", ["smtp:x@far.example @@hub"]),
        ("senders=alice", "joe@mail.example", ["5.7.1 x@far.example"]),
        ("senders=alice", "", ["5.7.1 x@far.example"]),
        ('senders="<>:alice"', "", ["smtp:x@far.example @@hub"]),
        ('senders_except="@.near.example"', "b@a.near.example", ["5.7.1 x@far.example"]),
        ('senders_except="@.near.example"', "b@other.example", ["smtp:x@far.example @@hub"]),
    ],
)
def test_who_may_send_through_a_router(tmp_path: Path, limits: str, sender: str, expected: list[str]) -> None:
    """The router that takes an address refuses it; no later router is asked in its place."""
    routers = f"hub: driver=smarthost, transport=smtp, always, {limits}; path=hub\n"
    routers += "other: driver=smarthost, transport=smtp; path=other\n"
    table = compiled(tmp_path, USER, routers=routers, transports="smtp: driver=tcpsmtp, inet;\n")
    assert summary(asked(table, "x@far.example", WORLD, sender)) == expected


def test_a_limited_owner_is_an_owner_all_the_same(tmp_path: Path) -> None:
    """An owner is verified without any mail on its way: nobody's right to write to it matters."""
    closed = "closed: driver=aliasfile, senders=alice; file=owners, proto=lsearch\n"
    lists = "lists: driver=aliasfile, owner=owner-$user; file=aliases, proto=lsearch\n"
    table = compiled(tmp_path, closed + lists + USER, aliases="t: joe\n", owners="owner-t: alice\n")
    assert asked(table, "t", WORLD).deliveries[0].owners == ("owner-t",)


def test_always_delivers_and_goes_on(tmp_path: Path) -> None:
    archive = 'archive: driver=smartuser, always; new_user="archive-${lc:user}", transport=file\n'
    table = compiled(tmp_path, archive + USER)
    assert summary(asked(table, "alice", WORLD)) == ["file:archive-alice", "local:alice"]
    assert summary(asked(table, "nosuch", WORLD)) == ["file:archive-nosuch"]


def test_always_makes_no_second_copy(tmp_path: Path) -> None:
    aliases = "aliases: driver=aliasfile, always; file=aliases, proto=lsearch\n"
    again = "again: driver=user, always; transport=local\n"
    table = compiled(tmp_path, aliases + again + USER, aliases="alice: alice, joe\n")
    found = asked(table, "alice", WORLD)
    assert sorted(summary(found)) == ["local:alice", "local:joe"]
    assert found.failures == ()


ALT = "alt: driver=altuser; transport=local, pwfile=passwd, proto=lsearch, modemask=022\n"
ACCOUNT = "Bea:x:7:8:Bea:/home/bea:/bin/sh\n"


@pytest.mark.parametrize(
    ("directors", "file", "expected", "user", "home"),
    [
        (ALT, {"text": ACCOUNT}, "local:Bea", "Bea", "/home/bea"),
        (ALT.replace("lsearch", "bsearch"), {"text": "bea:x:7:8:B:/home/bea:\n"}, "local:bea", "bea", "/home/bea"),
        (ALT, {"text": ACCOUNT, "mode": 0o666}, "local:Bea", "nobody", None),
        (ALT.replace("altuser", "altuser, -nobody"), {"text": ACCOUNT, "mode": 0o666}, "4.3.5 bea", None, None),
        (ALT, {"text": "other:x:1:1::/:\n"}, "5.1.1 bea", None, None),
        (ALT, {"text": "bea:x:no:8::/:\n"}, "4.3.0 bea", None, None),
        (ALT, {"exists": False}, "4.3.0 bea", None, None),
        (ALT, {"text": "", "unreadable": "I/O error"}, "4.3.0 bea", None, None),
    ],
)
def test_altuser(
    tmp_path: Path, directors: str, file: dict[str, object], expected: str, user: str | None, home: str | None
) -> None:
    found = asked(compiled(tmp_path, directors, passwd=""), "bea", world(files={"/etc/smail/passwd": file}))
    assert summary(found) == [expected]
    assert [(one.user, one.home) for one in found.deliveries] == ([(user, home)] if user else [])


ERRORS = "errors: driver=error\naliases: driver=aliasfile; file=aliases, proto=lsearch\n"


@pytest.mark.parametrize(
    ("value", "code", "status", "words"),
    [
        ('":error:No mail for $user, ask ${primary_name}"', 550, "5.1.1", "No mail for Gone, ask mail.example"),
        ('":error:5.2.2 full of $money and $home"', 550, "5.2.2", "full of $money and $home"),
        ('":error:4.2.2 wrong class"', 550, "5.1.1", "wrong class"),
        ('":error:"', 550, "5.1.1", "no mail is taken for this name"),
        ('":DEFER: 4.2.1   moving\n  house"', 451, "4.2.1", "moving house"),
        ('":redirect:ann@new.example"', 551, "5.1.6", "User not local; please try <ann@new.example>"),
        ('":redirect:nowhere"', 451, "4.3.0", "The recipient cannot be checked now, try again later"),
    ],
)
def test_errors_and_what_a_client_is_told(tmp_path: Path, value: str, code: int, status: str, words: str) -> None:
    table = compiled(tmp_path, ERRORS + USER, aliases=f"gone: {value}\n")
    outcomes = [one.outcome for one in asked(table, "Gone", WORLD).failures]
    assert local_reply(0, outcomes) == Reply(code, status, (words,))
    assert (outcomes[0].result is Result.DEFERRED) == (code == 451)


def test_errors_without_variables_and_of_smartuser(tmp_path: Path) -> None:
    smart = 'smart: driver=smartuser; new_user=":error:5.1.1 $user is not known here"\n'
    table = compiled(tmp_path, "errors: driver=error; -expand\n" + USER + smart)
    assert asked(table, "zoe", WORLD).failures[0].outcome.reason == "zoe is not known here"
    table = compiled(
        tmp_path,
        "errors: driver=error; -expand\na: driver=aliasfile; file=aliases, proto=lsearch\n",
        aliases='a: ":error:$user"',
    )
    assert asked(table, "a", WORLD).failures[0].outcome.reason == "$user"


def test_without_an_error_director_the_form_is_a_name_that_nobody_has(tmp_path: Path) -> None:
    table = compiled(tmp_path, ERRORS.partition("\n")[2] + USER, aliases='gone: ":error:no"\n')
    assert summary(asked(table, "gone", WORLD)) == ['5.1.1 ":error:no"']


def test_matchdriver_makes_one_include_director_of_two(tmp_path: Path) -> None:
    """Wish S257: `genericinclude` with `matchdriver` is aliasinclude or forwardinclude."""
    rest = "aliases: driver=aliasfile; file=aliases, proto=lsearch\nlists: driver=forwardfile; file=lists/$user\n"
    files = {"/etc/smail/more": {"text": "joe"}, "/etc/smail/lists/l": {"text": ":include:/etc/smail/more"}}
    machine = world(users=PEOPLE, files=files)
    found = []
    for include in ("driver=aliasinclude", "driver=genericinclude; matchdriver=aliasfile"):
        table = compiled(
            tmp_path, f"inc: {include}\n{rest}{USER}", aliases="a: :include:/etc/smail/more\n", more="joe\n"
        )
        found.append([summary(asked(table, name, machine)) for name in ("a", "l")])
    assert found[0] == found[1] == [["local:joe"], ["4.3.5 :include:/etc/smail/more"]]


class Unsure(FakeWorld):
    """A machine that cannot tell for now about the account `slow` and the group `slow`."""

    def login(self, name: str) -> Found[Login] | Absent | Unknown:
        return Unknown("accounts: busy") if name == "slow" else super().login(name)

    def group_id(self, name: str) -> Found[int] | Absent | Unknown:
        return Unknown("groups: busy") if name == "slow" else super().group_id(name)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("owners=slow", "4.3.0 alice"),
        ("owners=alice:slow", "local:joe"),
        ("owngroups=slow", "4.3.0 alice"),
        ("owngroups=staff:slow", "local:joe"),
        ("caution=~slow/x", "4.3.0 alice"),
        ("unsecure=~slow/x", "4.3.0 alice"),
        ("unsecure=~nosuch/x", "local:joe"),
    ],
)
def test_a_doubt_about_a_file_puts_mail_off(tmp_path: Path, attributes: str, expected: str) -> None:
    """Wish S185: what cannot be told for now is never taken for a yes or a no."""
    table = compiled(tmp_path, f"f: driver=forwardfile; file=~/.forward, {attributes}\n{USER}")
    files = {"/home/alice/.forward": {"text": "joe", "owner": "alice", "group": "staff"}}
    machine = Unsure(msgspec.convert({"users": PEOPLE, "groups": {"staff": 50}, "files": files}, Script))
    assert summary(asked(table, "alice", machine)) == [expected]


def test_a_list_file_that_nobody_may_read_waits(tmp_path: Path) -> None:
    inc = "inc: driver=aliasinclude\naliases: driver=aliasfile; file=aliases, proto=lsearch\n"
    table = compiled(tmp_path, inc + USER, aliases="a: :include:/etc/smail/more\n", more="joe\n")
    for mode, expected in ((0o644, "local:joe"), (0o640, "4.3.0 :include:/etc/smail/more")):
        machine = world(users=PEOPLE, files={"/etc/smail/more": {"text": "joe", "mode": mode}})
        assert summary(asked(table, "a", machine)) == [expected]


@pytest.mark.parametrize("affix", ['prefix="^("', 'suffix="[a$"', 'suffix="(a{900}){900}$"'])
def test_a_pattern_that_cannot_be_compiled_is_reported_where_it_stands(tmp_path: Path, affix: str) -> None:
    directors = f"d: driver=forwardfile;\n    file=lists/$user,\n    {affix}\n{USER}"
    (found,) = load(write_site(tmp_path, {"config": HOST, "directors": directors})).diagnostics
    assert (found.kind.code in ("SM225", "SM226"), found.at.line) == (True, 3)
    assert found.help
