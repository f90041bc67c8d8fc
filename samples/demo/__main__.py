"""`make demo`: a configuration is checked, compiled, and moves mail; exits 0 only if all of it happened."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import demo_mail
from demo_stage import PATIENCE, Daemon, DemoError, account, daemon, give_away, run, stage

SAMPLES = Path(__file__).resolve().parent.parent
OUTSIDE = Path(__file__).resolve().parent / "outside"
COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ

GUEST, ALICE = "petra@partner.example.com", "alice@example.org"

MAIL = (
    (GUEST, "a local user", "bob@example.org"),
    (GUEST, "an alias with several targets", "info@example.org"),
    (GUEST, "a mailing list", "everybody@example.org"),
    (GUEST, "a command", "tickets@example.org"),
    (ALICE, "another host", "dana@consultants.example.net"),
    (ALICE, "another host that refuses", "gone@service.example.net"),
)


def main() -> int:
    """Play the demo."""
    began = time.monotonic()
    try:
        with stage() as top:
            play(top)
    except DemoError as trouble:
        print(f"\nThe demo failed: {trouble}", file=sys.stderr)
        return 1
    print(f"\nAll of it happened, in {time.monotonic() - began:.1f} s.")
    return 0


def play(top: Path) -> None:
    """The acts, in order."""
    act("1. smail-check finds the planted faults of samples/broken")
    show(run("smail-check", SAMPLES / "broken", "--format", "concise", expect=1))
    act("2. samples/smallsite is clean and is compiled")
    show(run("smail-check", SAMPLES / "smallsite"))
    office, outside = compile_both(top)
    act("3. Where does mail for everybody@example.org go, and why?")
    world = office_world(top, port=25)
    show(run("smail-query", "route", office, "everybody@example.org", "--world", world))
    act("4. Two daemons: the outside world, and the office")
    with daemon(top, "outside", outside, outside_world(top)) as there:
        say(there.ready)
        with daemon(top, "office", office, office_world(top, there.port)) as here:
            say(here.ready)
            move_mail(top, here, there)
            for one in (here, there):
                expect(one.stop() == 0, "a daemon did not stop cleanly")


def move_mail(top: Path, here: Daemon, there: Daemon) -> None:
    """Send, wait for empty queues, look at what arrived."""
    act("5. Mail over SMTP")
    for sender, what, recipient in MAIL:
        demo_mail.submit(here.port, sender, [recipient], f"news for {what}")
        say(f"accepted for {recipient:<32} {what}")
    reply = demo_mail.refused(here.port, "nosuch@example.org")
    expect(reply.startswith("550"), f"an unknown user was not refused: {reply}")
    say(f"refused  for {'nosuch@example.org':<32} {reply}")
    act("6. The queues run empty")
    for one in (here, there):
        wait_until_empty(one)
    act("7. What was delivered")
    check_office(top)
    check_outside(top)
    act("8. What came back to alice")
    check_bounce(top)


def compile_both(top: Path) -> tuple[Path, Path]:
    """The routing tables of the office and of the outside world."""
    office, outside = top / "office.table", top / "outside.table"
    show(run("smail-compile", SAMPLES / "smallsite", "-o", office))
    show(run("smail-compile", OUTSIDE, "-o", outside))
    return office, outside


def office_world(top: Path, port: int) -> Path:
    """Three accounts, and the smart host on a port of this machine; deliveries stay below the stage."""
    root, who = top / "office", account()
    for directory in ("var/mail", "var/spool/tickets", "home/alice", "home/bob", "home/carol"):
        (root / directory).mkdir(parents=True, exist_ok=True)
    give_away(root)
    users = "".join(
        f'[users.{name}]\nhome = "{root}/home/{name}"\nuid = {who.pw_uid}\ngid = {who.pw_gid}\n'
        for name in ("alice", "bob", "carol")
    )
    lib = library(top, SAMPLES / "smallsite")
    text = f'real_files = true\nsmail_lib_dir = "{lib}"\n[delivery]\nroot = "{root}"\n{users}'
    path = top / "office.toml"
    path.write_text(f'{text}[hosts."smarthost.example.net"]\nconnect = "127.0.0.1:{port}"\n')
    return path


def library(top: Path, site: Path) -> Path:
    """A copy of a site's files that the account of the daemon can read, wherever this tree stands."""
    copy = top / f"{site.name}.lib"
    shutil.copytree(site, copy, dirs_exist_ok=True)
    give_away(copy)
    return copy


def outside_world(top: Path) -> Path:
    """Boxes below the stage; no DNS."""
    root = top / "outside"
    (root / "boxes").mkdir(parents=True)
    give_away(root)
    path = top / "outside.toml"
    path.write_text(f'real_files = true\nsmail_lib_dir = "{library(top, OUTSIDE)}"\n[delivery]\nroot = "{root}"\n')
    return path


def wait_until_empty(one: Daemon) -> None:
    """Ask the queue until nothing is left in it."""
    deadline = time.monotonic() + PATIENCE
    while left := one.queue():
        expect(time.monotonic() < deadline, f"the queue does not run empty: {left}\n{one.log.read_text()}")
    say(f"{one.spool.name}: empty")


def check_office(top: Path) -> None:
    """The mailboxes and the ticket file of the office."""
    wanted = {
        "alice": ["a mailing list"],
        "bob": ["a local user", "an alias with several targets", "a mailing list"],
        "carol": ["an alias with several targets", "a mailing list"],
    }
    for name, subjects in wanted.items():
        found = demo_mail.in_mbox(top / "office/var/mail" / name)
        report(f"/var/mail/{name}", found)
        for subject in subjects:
            expect(count(found, f"news for {subject}") == 1, f"{name} should have one message for {subject}")
    tickets = demo_mail.in_mbox(top / "office/var/spool/tickets/inbox")
    report("/var/spool/tickets/inbox", tickets)
    expect(count(tickets, "news for a command") == 1, "the command did not get its message")


def check_outside(top: Path) -> None:
    """The boxes of the outside world."""
    wanted = {
        "answering": ["an alias with several targets"],
        "carol": ["an alias with several targets", "a mailing list"],
        "dana": ["a mailing list", "another host"],
    }
    for name, subjects in wanted.items():
        found = demo_mail.in_maildir(top / "outside/boxes" / name)
        report(f"outside: {name}", found)
        for subject in subjects:
            expect(count(found, f"news for {subject}") == 1, f"{name} outside should have one message for {subject}")


def check_bounce(top: Path) -> None:
    """The one report of the one recipient that was refused."""
    bounces = [
        one
        for one in demo_mail.in_mbox(top / "office/var/mail/alice")
        if one.get_content_type() == "multipart/report"
    ]
    expect(len(bounces) == 1, f"alice should have one delivery report, not {len(bounces)}")
    status = next(part for part in bounces[0].walk() if part.get_content_type() == "message/delivery-status")
    fields = status.as_string().strip()
    expect("gone@service.example.net" in fields and "failed" in fields, f"the report says something else:\n{fields}")
    show(fields)


def count(found: Sequence[EmailMessage], subject: str) -> int:
    """How many messages have exactly that subject."""
    return sum(str(one["Subject"]) == subject for one in found)


def report(where: str, found: Sequence[EmailMessage]) -> None:
    """Print a box and the subjects in it."""
    say(f"{where:<28} {len(found)}: {'; '.join(str(one['Subject']) for one in found)}")


def expect(held: bool, otherwise: str) -> None:
    """End the demo unless it held."""
    if not held:
        raise DemoError(otherwise)


def act(title: str) -> None:
    """Print the heading of an act."""
    print(f"\n\033[1m{title}\033[0m" if COLOUR else f"\n{title}", flush=True)


def say(line: str) -> None:
    """Print one line."""
    print(f"   {line}", flush=True)


def show(text: str) -> None:
    """Print what a command printed."""
    for line in text.rstrip().splitlines():
        say(line)


if __name__ == "__main__":
    sys.exit(main())
