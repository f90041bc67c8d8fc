"""Entries and variables lowered to the records of the table."""

from __future__ import annotations

import pytest

from smail_compiler.emit.expressions import FAILS, literal
from smail_compiler.emit.lower import lower
from smail_compiler.emit.running import DRIVERS, unavailable
from smail_compiler.ir.program import Entry, RetryRule
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_compiler.syntax.expression import Command, Compare, Conditional, Lookup
from smail_compiler.syntax.expression import Text as Text_
from smail_compiler.syntax.expression import Variable as Variable_
from smail_compiler.text.source import SourceFile
from smail_runtime.table.base import Place, UnavailableDriver
from smail_runtime.table.director import (
    AliasFileDriver,
    Director,
    FileChecks,
    ForwardFileDriver,
    Identity,
    IncludeDriver,
    SmartUserDriver,
    UserDriver,
)
from smail_runtime.table.expression import Text, Variable
from smail_runtime.table.program import Retry
from smail_runtime.table.router import BindDriver, HostByAddrDriver, HostByNameDriver, Router, SmartHostDriver
from smail_runtime.table.transport import AppendFileDriver, PipeDriver, TcpSmtpDriver, Transport
from smail_testkit.hand_made import alias_data, director, plain, router, site, transport, variable

FILE = SourceFile("directors", b"one:\n two:\n")
AT = FILE.span(0, 3)


def only_director(entry: Entry) -> Director:
    return lower(site(entry, sources=(FILE,))).directors[0]


def only_router(entry: Entry) -> Router:
    return lower(site(entry, sources=(FILE,))).routers[0]


def only_transport(entry: Entry) -> Transport:
    return lower(site(entry, sources=(FILE,))).transports[0]


def test_generic_part_of_a_director() -> None:
    lowered = only_director(
        director(
            "x",
            "user",
            {"caution": True, "nobody": False, "owner": variable("user"), "domains": "a::B ", "set_user": "joe"},
            {"prefix": "real-"},
            AT,
        )
    )
    assert lowered.at == Place(0, 1)
    assert (lowered.caution, lowered.nobody, lowered.sender_okay) == (True, False, False)
    assert lowered.domains == ("a", "", "B ")
    assert lowered.owner == Text((Variable("user"),))
    assert lowered.set == Identity("joe", None, None)
    assert lowered.driver == UserDriver("local", "real-", False, None)


def test_malformed_home_is_taken_as_written() -> None:
    """Reference semantics, section 8.8: a home that cannot be expanded is used raw."""
    broken = director("x", "user", {"set_home": "/h/${user"}, {})
    bad = tuple(type(one)(one.fact, one.value, None) if one.name == "set_home" else one for one in broken.generic)
    entry = Entry(broken.kind, "x", "user", bad, broken.private, None, None, known=True, defaults=broken.defaults)
    assert (only_director(entry).set.home, only_director(entry).set.raw_home) == (literal("/h/${user"), None)


def test_a_home_that_may_fail_is_kept_as_written() -> None:
    """Reference semantics, section 8.8: at run time, too, the raw text counts then."""
    for home, raw in ((variable("user"), "(template)"), ("/srv", None)):
        lowered = only_director(director("x", "user", {"set_home": home}, {}))
        assert lowered.set.raw_home == raw


def test_forwardfile_lists_are_lowered_item_by_item() -> None:
    entry = director("f", "forwardfile", {}, {"file": "~/.forward", "caution": "0-10:uucp", "unsecure": None})
    driver = only_director(entry).driver
    assert isinstance(driver, ForwardFileDriver)
    assert driver.caution == (literal("0-10"), literal("uucp"))
    assert driver.unsecure == ()


@pytest.mark.parametrize(
    ("driver", "family"),
    [("aliasinclude", "aliasfile"), ("forwardinclude", "forwardfile"), ("genericinclude", "any")],
)
def test_include_families(driver: str, family: str) -> None:
    entry = director("i", driver, {}, {"copysecure": True, "matchdirector": "aliases", "owners": "root:daemon"})
    checks = FileChecks(modemask=2, owners=("root", "daemon"))
    assert only_director(entry).driver == IncludeDriver(family, "aliases", checks, True, False)


def test_smartuser() -> None:
    assert only_director(director("s", "smartuser", {}, {})).driver == SmartUserDriver(None, False, None)


def aliasfile(name: str, file: str, proto: str = "lsearch") -> Entry:
    return director(name, "aliasfile", {}, {"file": file, "proto": proto}, AT)


def states(*directors: Entry) -> list[tuple[bool, bool]]:
    """`compiled` and `missing` of each, where the data of `one` and of `two` could be read."""
    text = SourceFile("aliases", b"a: b\n")
    data = (alias_data("one", text), alias_data("two", text))
    program = lower(site(*directors, aliases=data, sources=(FILE, text)))
    drivers = [entry.driver for entry in program.directors]
    return [(one.compiled, one.missing) for one in drivers if isinstance(one, AliasFileDriver)]


def test_where_alias_data_is() -> None:
    compiled, at_run_time, missing = (True, False), (False, False), (False, True)
    assert states(aliasfile("one", "aliases"), aliasfile("gone", "gone")) == [compiled, missing]
    assert states(aliasfile("one", "aliases"), aliasfile("one", "aliases")) == [compiled, compiled]
    twice = (aliasfile("two", "aliases"), aliasfile("two", "other"), aliasfile("one", "aliases"))
    assert states(*twice) == [at_run_time, at_run_time, compiled]
    assert states(aliasfile("far", "/etc/aliases"), aliasfile("far2", "sorted", "bsearch")) == [at_run_time] * 2
    assert states(aliasfile("one", "aliases"), aliasfile("one", "aliases", "bsearch")) == [at_run_time] * 2


def test_routers() -> None:
    smart = only_router(router("s", "smarthost", {"transport": "smtp", "always": True}, {"path": "hub"}))
    assert smart == Router("s", None, SmartHostDriver("hub"), "smtp", True)
    by_name = only_router(router("n", "gethostbyname", {}, {"required": "a:b"})).driver
    assert by_name == HostByNameDriver((), ("a", "b"), False)
    by_address = only_router(router("a", "gethostbyaddr", {}, {"fail_if_error": True})).driver
    assert by_address == HostByAddrDriver(True, False)
    assert only_router(router("b", "bind", {}, {})).driver == BindDriver()


def test_transport_defaults_of_configured_entries() -> None:
    lowered = only_transport(transport("f", "appendfile", {}, {"file": variable("user")}))
    assert (lowered.max_addrs, lowered.max_hosts, lowered.max_chars, lowered.received) == (1, 1, 2000, True)
    assert isinstance(lowered.driver, AppendFileDriver)
    assert lowered.driver.mode == 0o666
    assert lowered.driver.append_as_user


def test_flags_that_bring_others() -> None:
    assert only_transport(transport("l", "appendfile", {"local": True}, {})).local_xform
    assert only_transport(transport("b", "pipe", {"bsmtp": True}, {})).dots
    smtp = only_transport(transport("t", "tcpsmtp", {"crlf": False}, {}))
    assert (smtp.crlf, smtp.dots) == (True, True)
    assert smtp.driver == TcpSmtpDriver(300, 7200, literal("smtp"), False)


@pytest.mark.parametrize(
    ("directory", "maildir"), [("/var/mail/q", False), ("/var/mail/q/", True), ("/", True), ("", False)]
)
def test_trailing_slash_means_maildir(directory: str, maildir: bool) -> None:
    driver = only_transport(transport("m", "appendfile", {}, {"dir": directory})).driver
    assert isinstance(driver, AppendFileDriver)
    assert driver.maildir is maildir
    ends_in_variable = only_transport(transport("m", "appendfile", {}, {"dir": variable("home")})).driver
    assert isinstance(ends_in_variable, AppendFileDriver)
    assert not ends_in_variable.maildir


def test_headers_accumulate_in_order() -> None:
    one = transport("h", "pipe", {"remove_header": "A"}, {})
    two = transport("h", "pipe", {"remove_header": "B"}, {})
    entry = Entry(one.kind, "h", "pipe", one.generic + two.generic, (), None, None, known=True, defaults=one.defaults)
    assert only_transport(entry).remove_header == (literal("A"), literal("B"))


def test_pipe_command() -> None:
    words = Command((plain("/bin/sh"), variable("user")), AT)
    driver = only_transport(transport("p", "pipe", {}, {"cmd": words})).driver
    assert isinstance(driver, PipeDriver)
    assert driver.cmd is not None
    assert driver.cmd.words == (literal("/bin/sh"), Text((Variable("user"),)))
    unset = only_transport(transport("p", "pipe", {}, {"cmd": None})).driver
    assert isinstance(unset, PipeDriver)
    assert unset.cmd is None


def test_retry_rows() -> None:
    rows = (RetryRule(("a.example", "b.example"), 300, 3600, FILE.span(6)), RetryRule(("*",), 60, 0, None))
    assert lower(site(retry=rows, sources=(FILE,))).retry == (
        Retry(("a.example", "b.example"), 300, 3600, Place(0, 2)),
        Retry(("*",), 60, 0, None),
    )


def test_grades_and_when_mail_is_delivered() -> None:
    lowered = lower(site(variables={"delivery_grades": "9-C", "delivery_mode": "queued"})).variables
    assert (lowered.delivery_grades, lowered.runq_grades, lowered.queue_only) == ("9-C", "", True)
    assert not lower(site(variables={"delivery_mode": "foreground"})).variables.queue_only


def test_variables() -> None:
    lowered = lower(site(variables={"hostnames": "a:b", "smart_user": None, "smtp_info": False})).variables
    assert lowered.hostnames == ("a", "b")
    assert lowered.more_hostnames == ()
    assert lowered.visible_domains == ("uucp",)
    assert lowered.smart_user is None
    assert lowered.smtp_info is False
    assert lowered.max_message_size == 102400
    assert lowered.spool_grade == "C"
    assert lowered.smtp_message_timeout == 7200


def test_malformed_text_fails_when_asked() -> None:
    broken = site(transport("t", "appendfile", {}, {"file": "/x"}))
    setting = broken.transports[0].private[0]
    bad = type(setting)(setting.fact, "${", None)
    one = broken.transports[0]
    entry = Entry(one.kind, "t", "appendfile", one.generic, (bad,), None, None, known=True, defaults=one.defaults)
    driver = only_transport(entry).driver
    assert isinstance(driver, AppendFileDriver)
    assert driver.file == FAILS


NOT_RUN = [
    (kind, driver)
    for kind in (FileKind.DIRECTOR, FileKind.ROUTER, FileKind.TRANSPORT)
    for driver in facts.drivers(kind)
    if driver not in DRIVERS[kind]
]


def test_every_driver_that_runs_exists() -> None:
    assert all(
        driver in facts.drivers(kind, extended=True) for kind, drivers in DRIVERS.items() for driver in drivers
    )


@pytest.mark.parametrize(("kind", "driver"), NOT_RUN)
def test_driver_not_run_is_an_error_where_it_is_written(kind: FileKind, driver: str) -> None:
    make = {FileKind.DIRECTOR: director, FileKind.ROUTER: router, FileKind.TRANSPORT: transport}[kind]
    written = site(make("mine", driver, {}, {}, AT), sources=(FILE,))
    [found] = unavailable(written)
    assert (found.kind.code, found.at, found.category) == ("SM332", AT, None)
    assert f"`mine` uses the driver `{driver}`" in found.message
    built_in = site(make("theirs", driver, {}, {}))
    assert list(unavailable(built_in)) == []
    program = lower(built_in)
    lowered: list[object] = [one.driver for one in program.directors]
    lowered += [one.driver for one in program.routers]
    lowered += [one.driver for one in program.transports]
    assert lowered == [UnavailableDriver(driver)]


@pytest.mark.parametrize("proto", ["yp", "nisplus", "nonsense"])
def test_alias_file_of_another_protocol(proto: str) -> None:
    written = site(aliasfile("a", "aliases", proto), sources=(FILE,))
    [found] = unavailable(written)
    assert f"`proto={proto}`" in found.message
    assert isinstance(lower(written).directors[0].driver, UnavailableDriver)


def test_alias_file_is_searched_as_sorted_by_default() -> None:
    written = site(director("a", "aliasfile", {}, {"file": "aliases"}, AT), sources=(FILE,))
    assert list(unavailable(written)) == []
    driver = lower(written).directors[0].driver
    assert isinstance(driver, AliasFileDriver)
    assert driver.proto == "bsearch"


@pytest.mark.parametrize(("proto", "said"), [("dbm", 1), ("lsearch", 0), ("bsearch", 0), ("unheard", 0)])
def test_lookup_in_a_database_that_cannot_be_read(proto: str, said: int) -> None:
    """Wherever in the text it stands. An unknown protocol is what it is to Smail: nothing is ever found."""
    key = Variable_("user", (), AT)
    lookup = Text_((Lookup(key, proto, plain("f"), variable("value"), None, AT),), AT)
    inner = Text_((Conditional(Compare("eq", key, lookup, AT), plain("x"), None, AT),), AT)
    written = site(director("a", "smartuser", {}, {"new_user": inner}, AT), sources=(FILE,))
    assert [one.at for one in unavailable(written)] == [AT] * said
    assert list(unavailable(site(director("a", "smartuser", {}, {"new_user": inner})))) == []


def test_entry_that_was_not_understood_never_runs() -> None:
    one = director("a", "user", {}, {}, AT)
    entry = Entry(one.kind, "a", "user", (), (), AT, AT, known=False)
    assert list(unavailable(site(entry, sources=(FILE,)))) == []
    assert only_director(entry).driver == UnavailableDriver("user")


def test_no_default_of_an_entry_mentions_a_variable() -> None:
    """So that defaults may be taken as literal text."""
    entries = (FileKind.DIRECTOR, FileKind.ROUTER, FileKind.TRANSPORT)
    run_here = [one for one in facts.table().attributes if one.kind in entries and one.driver in DRIVERS[one.kind]]
    texts = [one for one in run_here if one.value_kind != "command"]
    defaults = [one.default for one in texts if one.expanded and isinstance(one.default, str)]
    assert defaults
    assert not [one for one in defaults if "$" in one or one.startswith("~")]


@pytest.mark.parametrize(("proto", "remedy"), [("dbm", "was made from"), ("yp", "ypcat -k"), ("nisplus", "niscat")])
def test_a_database_that_is_not_read_is_refused_with_the_way_out(proto: str, remedy: str) -> None:
    named = {"aliasfile": "file", "altuser": "pwfile"} if proto != "dbm" else {"altuser": "pwfile"}
    for driver, file in named.items():
        one = director("a", driver, {}, {file: "data", "proto": proto}, AT)
        (said,) = unavailable(site(one, sources=(FILE,)))
        assert f"`proto={proto}`" in said.message
        assert remedy in (said.help or "")
