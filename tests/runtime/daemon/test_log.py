"""The log: forms, escaping, reopening, and a catalogue that names every event."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smail_runtime
from smail_runtime.daemon.catalogue import EventName
from smail_runtime.daemon.log import Log, json_line, text_line, timestamp


def test_both_forms(tmp_path: Path) -> None:
    path = tmp_path / "log"
    for form in ("json", "text"):
        log = Log(str(path), form, clock=lambda: 1_700_000_000.25)
        log.event("accepted", queue_id="01abc", sender="", size=3, place=None, reason='say "hi"')
        log.close()
    first, second = path.read_text().splitlines()
    assert json.loads(first) == {
        "time": "2023-11-14T22:13:20.250Z",
        "level": "info",
        "event": "accepted",
        "queue_id": "01abc",
        "sender": "",
        "size": 3,
        "reason": 'say "hi"',
    }
    assert second == ('2023-11-14T22:13:20.250Z info accepted queue_id=01abc sender="" size=3 reason="say \\"hi\\""')


@given(text=st.text() | st.binary().map(lambda b: b.decode("utf-8", "surrogateescape")))
def test_no_text_from_outside_can_forge_a_line(text: str) -> None:
    when = timestamp(0)
    for line in (json_line(when, "info", "x", {"a": text}), text_line(when, "info", "x", {"a": text})):
        assert line.endswith(b"\n")
        assert len(line.decode("utf-8").splitlines()) == 1
        assert line.decode("utf-8").rstrip("\n").isprintable()
    assert isinstance(json.loads(json_line(when, "info", "x", {"a": text}))["a"], str)


def test_reopening_after_the_file_was_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = Log(str(path), "text")
    log.event("started")
    path.rename(tmp_path / "log.1")
    log.event("stopping")
    log.reopen()
    log.event("stopped")
    log.close()
    assert [line.split()[2] for line in (tmp_path / "log.1").read_text().splitlines()] == ["started", "stopping"]
    assert [line.split()[2] for line in path.read_text().splitlines()] == ["stopped"]


def test_events_of_one_turn_are_written_together_and_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = Log(str(path), "text")
    turn: list[Callable[[], None]] = []
    log.gather(turn.append)
    log.event("accepted")
    log.event("completed")
    assert (path.read_text(), len(turn)) == ("", 1)
    turn.pop()()
    assert [line.split()[2] for line in path.read_text().splitlines()] == ["accepted", "completed"]
    log.event("accepted")
    log.event("held", "alert")
    assert len(path.read_text().splitlines()) == 4
    log.event("stopped")
    log.close()
    assert [line.split()[2] for line in path.read_text().splitlines()][4:] == ["stopped"]


def test_a_log_that_cannot_be_opened_says_so_and_the_old_one_stays(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Log(str(tmp_path / "none" / "log"), "text")
    (tmp_path / "d").mkdir()
    log = Log(str(tmp_path / "d" / "log"), "text")
    (tmp_path / "d").rename(tmp_path / "e")
    with pytest.raises(OSError, match="No such file"):
        log.reopen()
    log.event("stopped")
    log.close()
    assert "stopped" in (tmp_path / "e" / "log").read_text()


def test_every_event_of_the_source_is_in_the_catalogue() -> None:
    source = Path(smail_runtime.__file__).parent
    found = {
        name for file in source.rglob("*.py") for name in re.findall(r'\.event\(\s*"([a-z-]+)"', file.read_text())
    }
    assert found
    assert found <= {event.value for event in EventName}
