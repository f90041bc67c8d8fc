"""Under load a real smaild only queues: `smtp_accept_queue` and `smtp_accept_max`."""

from __future__ import annotations

import smtplib

import pytest

from smail_testkit.smaild_process import box, running

SITE = {
    "config": "hostnames = mail.example\nsmtp_accept_queue = 1\nsmtp_accept_max = 3\n",
    "directors": "user:\n\tdriver=user;\n\ttransport=local\n",
    "transports": "local:\n\tdriver=appendfile, local;\n\tfile=/mail/$user, mode=0600\n",
}
WORLD = 'host_name = "mail.example"\n[users.joe]\n[delivery]\nroot = "ROOT"\n'
BODY = b"Subject: hello\r\n\r\nText.\r\n"


def test_mail_waits_until_sessions_are_few_again() -> None:
    with box(SITE, WORLD) as site:
        (site / "root" / "mail").mkdir()
        (site / "root" / "mail").chmod(0o777)
        with running(site, "--spool", str(site / "spool")) as daemon:
            with daemon.client() as first:
                first.sendmail("joe@mail.example", ["joe@mail.example"], BODY)
                daemon.wait_for("completed", 1)
                with daemon.client() as second:
                    for client in (first, second):
                        client.sendmail("joe@mail.example", ["joe@mail.example"], BODY)
                    assert [event["reason"] for event in daemon.wait_for("queued", 2)] == ["too many sessions"] * 2
                    with daemon.client():
                        with pytest.raises(smtplib.SMTPConnectError) as refused:
                            daemon.client()
                        assert refused.value.smtp_code == 421
                    assert len(daemon.wait_for("completed", 1)) == 1
                daemon.wait_for("completed", 3)
            assert daemon.end() == 0
        assert (site / "root" / "mail" / "joe").read_bytes().count(b"Text.") == 3
