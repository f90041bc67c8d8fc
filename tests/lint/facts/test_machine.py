"""Facts of a machine: what it is asked is what is kept, and a record that is not sound is refused with its key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_lint.facts.machine import (
    GONE,
    NO_ACCOUNT,
    NO_GROUP,
    Account,
    Group,
    PathState,
    Stamp,
    nowhere,
    this_machine,
)
from smail_lint.facts.manifest import Manifest, ManifestError, Recorder, read_manifest, written_manifest

NUMBERS = st.integers(0, 2**31)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
STATES = st.builds(
    PathState, kind=st.sampled_from(("file", "directory", "other")), mode=st.integers(0, 0o7777), owner=NUMBERS
)
ACCOUNTS = st.builds(Account, uid=NUMBERS, gid=NUMBERS, home=NAMES)
MANIFESTS = st.builds(
    Manifest,
    files=st.dictionaries(NAMES, STATES | st.just(GONE), max_size=3),
    users=st.dictionaries(NAMES, ACCOUNTS | st.just(NO_ACCOUNT), max_size=3),
    groups=st.dictionaries(NAMES, st.builds(Group, gid=NUMBERS) | st.just(NO_GROUP), max_size=3),
    stamps=st.dictionaries(NAMES, st.builds(Stamp, modified=NUMBERS, device=NUMBERS), max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(MANIFESTS, st.sampled_from(("host.toml", "host.json")))
def test_what_is_written_is_read_again(manifest: Manifest, name: str) -> None:
    text = written_manifest(name, manifest)
    assert read_manifest(name, text.encode()) == manifest


def test_a_record_answers_as_the_machine_did(tmp_path: Path) -> None:
    (tmp_path / "open").touch()
    (tmp_path / "open").chmod(0o666)
    recorder = Recorder(this_machine())
    asked = [str(tmp_path / "open"), str(tmp_path), str(tmp_path / "gone"), "/nul\0"]
    first = [recorder.machine().path(path) for path in asked]
    assert [recorder.machine().account("root"), recorder.machine().group("no-such-group")] == [
        Account(True, 0, 0, first_home := this_machine().account("root").home),  # type: ignore[union-attr]
        NO_GROUP,
    ]
    again = read_manifest("x.json", written_manifest("x.json", recorder.manifest()).encode()).machine()
    assert [again.path(path) for path in asked] == first
    assert (again.mode(asked[0]), again.exists(asked[2]), again.exists(asked[3])) == (0o666, False, None)
    assert first_home and again.uid("root") == 0


def test_stamps_are_kept_only_where_they_are_asked_for(tmp_path: Path) -> None:
    recorder = Recorder(this_machine())
    recorder.machine().path(str(tmp_path))
    assert recorder.manifest().stamps == {}
    first = recorder.machine().stamp(str(tmp_path))
    assert first is not None and first.device == tmp_path.stat().st_dev
    assert recorder.machine().stamp(str(tmp_path / "gone")) is None
    again = read_manifest("x.json", written_manifest("x.json", recorder.manifest()).encode()).machine()
    assert again.stamp(str(tmp_path)) == Stamp(0, 1) and again.stamp("/") is None


def test_a_record_is_the_same_on_the_next_day(tmp_path: Path) -> None:
    """What a directory holds changes by the hour, and a kernel numbers file systems as they come."""

    def recorded() -> str:
        recorder = Recorder(this_machine())
        recorder.machine().stamp(str(tmp_path))
        return written_manifest("x.json", recorder.manifest())

    before = recorded()
    (tmp_path / "message").write_text("", "utf-8")
    os.utime(tmp_path, (1, 1))
    assert recorded() == before


def test_nothing_is_known_of_no_machine() -> None:
    machine = nowhere()
    assert (machine.path("/"), machine.exists("/"), machine.mode("/"), machine.account("root")) == (None,) * 4
    assert (machine.uid("root"), machine.uid("0")) == (None, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "schema_version must be 1"),
        ("schema_version = 2", "x.toml:1:18: schema_version must be 1"),
        ("schema_version = true", "schema_version must be 1"),
        ("schema_version = 1\n[file]", "x.toml:2:1: a manifest has no key `file`; did you mean `files`?"),
        ("schema_version = 1\nfiles = 3", "files is a table, not 3"),
        ('schema_version = 1\n[files."/a"]\nmode = 644\nowner = 0\ngroup = 0', 'files."/a".mode is no octal number'),
        (
            'schema_version = 1\n[files."/a"]\nmode = "0644"\nowner = 0\ngroup = 0\nmod = "0644"',
            'files."/a" has no key `mod`; did you mean `mode`?',
        ),
        ('schema_version = 1\n[files."/a"]\nmode = "0644"\ngroup = 0', 'files."/a".owner is not there'),
        (
            'schema_version = 1\n[files."/a"]\nkind = "socket"\nmode = "0644"\nowner = 0\ngroup = 0',
            "files.\"/a\".kind is 'socket'; it is file, directory, other",
        ),
        ('schema_version = 1\n[files."/a"]\nexists = false\nmode = "0644"', "does not exist and yet has a mode"),
        ("schema_version = 1\n[users.joe]\nuid = -1\ngid = 1", "users.joe.uid is a whole number, not -1"),
        ("schema_version = 1\n[users.joe]\nuid = 1\ngid = 1\nhome = 1", "users.joe.home is text in quotes, not 1"),
        ("schema_version = 1\n[groups.mail]\nexists = 1\ngid = 1", "groups.mail.exists is true or false, not 1"),
        ('schema_version = 1\n[stamps."/a"]\nmodified = 1', 'stamps."/a".device is not there'),
        ("schema_version = ", "this is no TOML"),
    ],
)
def test_mistakes_are_told_with_their_key(text: str, said: str) -> None:
    with pytest.raises(ManifestError) as refused:
        read_manifest("x.toml", text.encode())
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "x.json:1:2: this is no JSON"),
        (b"[]", "x.json: a manifest is a table, not a list"),
        (b'{"schema_version": 1, "users": {"joe": {"uid": "1", "gid": 1}}}', "users.joe.uid is a whole number"),
        (b"\xff", "x.json: this is not UTF-8, at byte 0"),
        (b"[" * 100_000, "this is no JSON"),
    ],
)
def test_mistakes_in_json(data: bytes, said: str) -> None:
    with pytest.raises(ManifestError) as refused:
        read_manifest("x.json", data)
    assert said in str(refused.value)
