"""Policy decisions as tables."""

from __future__ import annotations

import pytest

from smail_runtime.mail.outcome import Outcome, Reply, Result
from smail_runtime.policy.limits import BUSY, BUSY_WITH_YOU, ConnectionLimits, refused
from smail_runtime.policy.recipient import local_reply, remote_reply
from smail_runtime.policy.relay import LOOPBACK, is_ours, may_relay, parse_network

HERE = frozenset({"here", "here.example"})


@pytest.mark.parametrize(
    ("client", "allowed"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:192.0.2.1", False),
        ("192.0.2.1", False),
        ("fe80::1%eth0", False),
        ("", False),
        ("localhost", False),
    ],
)
def test_by_default_only_the_machine_itself_relays(client: str, allowed: bool) -> None:
    assert may_relay(client, LOOPBACK) is allowed


def test_configured_networks() -> None:
    nets = [net for net in map(parse_network, ("192.0.2.0/24", "2001:db8::/32", "198.51.100.7")) if net]
    clients = ["192.0.2.9", "2001:db8::5", "198.51.100.7", "198.51.100.8", "127.0.0.1"]
    assert [may_relay(client, nets) for client in clients] == [True, True, True, False, False]
    assert parse_network("192.0.2.0/33") is None
    assert parse_network("everyone") is None


@pytest.mark.parametrize(
    ("recipient", "ours"),
    [
        ("u", True),
        ("u@here", True),
        ("u@HERE.example", True),
        ('"u"@here', True),
        ("u@elsewhere", False),
        ("u%elsewhere@here", False),
        ("elsewhere!u@here", False),
        ('"u@elsewhere"@here', False),
        ("u%here@here", True),
        ("here!u", True),
        ("@here,@elsewhere:u@x", False),
        ("u@[192.0.2.1]", False),
        ("", True),
    ],
)
def test_ours_is_what_stays_here_after_every_local_host_is_peeled(recipient: str, ours: bool) -> None:
    assert is_ours(recipient, HERE) is ours


def outcome(result: Result, status: str) -> Outcome:
    return Outcome(result, status, "reason for the log only")


GONE = outcome(Result.FAILED, "5.1.1")
FULL = outcome(Result.FAILED, "5.2.2")
DOUBT = outcome(Result.DEFERRED, "4.3.5")


@pytest.mark.parametrize(
    ("deliveries", "failures", "code", "status"),
    [
        (1, [], 250, "2.1.5"),
        (1, [GONE, DOUBT], 250, "2.1.5"),
        (0, [GONE], 550, "5.1.1"),
        (0, [FULL], 550, "5.2.2"),
        (0, [GONE, DOUBT], 451, "4.3.0"),
        (0, [DOUBT], 451, "4.3.0"),
        (0, [], 550, "5.1.1"),
        (0, [outcome(Result.FAILED, "bad")], 550, "5.1.1"),
    ],
)
def test_local_recipients(deliveries: int, failures: list[Outcome], code: int, status: str) -> None:
    reply = local_reply(deliveries, failures)
    assert (reply.code, reply.enhanced) == (code, status)
    assert "log only" not in "".join(reply.text)


def test_remote_recipients_need_the_right_to_relay() -> None:
    assert remote_reply(relay=True).code == 250
    assert (remote_reply(relay=False).code, remote_reply(relay=False).enhanced) == (550, "5.7.1")


@pytest.mark.parametrize(
    ("limits", "total", "mine", "reply"),
    [
        (ConnectionLimits(), 9999, 9999, None),
        (ConnectionLimits(total=2), 1, 1, None),
        (ConnectionLimits(total=2), 2, 0, BUSY),
        (ConnectionLimits(per_client=2), 50, 1, None),
        (ConnectionLimits(per_client=2), 50, 2, BUSY_WITH_YOU),
    ],
)
def test_connection_limits(limits: ConnectionLimits, total: int, mine: int, reply: Reply | None) -> None:
    assert refused(limits, total, mine) is reply
