"""Every witness of a conflict is taken through the resolver, on a machine that makes the premises true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import Loaded, load
from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.engine import examine
from smail_lint.registry import RULES
from smail_lint.rule import Rule
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.fake_world import FakeWorld, Script
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.world import FileText, Found, Login
from smail_runtime.table import open_bytes
from smail_testkit.cases import read_cases
from smail_testkit.site import write_site

HERE = Path(__file__).parent.parent / "rules"
CONFLICTS = frozenset(
    f"SM4{code}"
    for code in ("01", "02", "03", "04", "06", "07", "08", "17", "18", "19", "21", "22", "23", "28", "33", "69")
)
CHOSEN = {rule.kind.code: rule for rule in RULES if rule.kind.code in CONFLICTS}
FIRST = re.compile(r"`(?:mail for )?[^`]+` goes (?:to|by) `([^`]+)`|mail for `[^`]+` goes (?:to|by) `([^`]+)`")
NAMES = re.compile(r"`([^`]+)`")
_PAIRS = frozenset({"SM402", "SM404"})
OTHER = re.compile(r"(?:asked first|alone), `([^`]+)`")
Sites = Iterator[tuple[str, str, dict[str, str]]]


def sites() -> Sites:
    """Each case of a conflict rule that fires."""
    for code, rule in CHOSEN.items():
        path = HERE / rule.family / f"{rule.kind.name.replace('-', '_')}.md"
        for case in read_cases(path):
            if any(one.code == code for block in case.blocks for one in block.expected):
                yield code, case.name, {block.info: block.text for block in case.blocks}


class Willing(FakeWorld):
    """A machine on which every account exists, and every file, with the account or alias that is looked for in it."""

    def __init__(self, name: str) -> None:
        super().__init__(Script(host_name="mx.example.org"))
        self._name = name

    def login(self, name: str) -> Found[Login]:
        return Found(Login(name, 1000, 1000, f"/home/{name}"))

    def read(self, path: str, limit: int) -> Found[FileText]:
        texts = {
            "passwd": f"{self._name}:x:1000:1000::/home/x:/bin/sh\n",
            "aliases": f"{self._name}: me@far.example\n",
        }
        text = next((text for word, text in texts.items() if word in path), "me@far.example\n")
        return Found(FileText(text.encode(), 0o600, 1000, 1000))


def findings(rule: Rule, loaded: Loaded) -> list[Diagnostic]:
    return [one for one in examine(loaded, (rule,)).found if one.kind.code == rule.kind.code]


def replayed(loaded: Loaded, witness: str, without: Iterable[str] = (), *, nobody: bool = False) -> Resolution:
    """What becomes of the witness, in a site without some directors and routers; with `nobody` it has no account."""
    gone = set(without)
    site = msgspec.structs.replace(
        loaded.site,
        directors=tuple(one for one in loaded.site.directors if one.name not in gone),
        routers=tuple(one for one in loaded.site.routers if one.name not in gone),
    )
    name = witness.partition("@")[0]
    machine = FakeWorld(Script(host_name="mx.example.org")) if nobody else Willing(name)
    return resolve(open_bytes(emit(site)), (witness,), MessageFacts(sender="stranger@far.example"), machine)[0]


def takers(found: Resolution) -> list[str]:
    """The directors that matched, in order, and the routers that decided."""
    routers = [one.router for one in found.deliveries if one.router is not None]
    return [step.name for step in found.trace if step.matched and step.stage == "director"] + routers


def stated(one: Diagnostic) -> tuple[str | None, str | None]:
    """The entry that a finding says decides, and the one that would."""
    first = next((m[1] or m[2] for note in one.notes if (m := FIRST.search(note))), None)
    other = next((m[1] for note in one.notes if (m := OTHER.search(note))), None)
    return first, other


@pytest.mark.parametrize(("code", "name", "files"), [pytest.param(*one, id=f"{one[0]}: {one[1]}") for one in sites()])
def test_the_witness_meets_the_stated_outcome(code: str, name: str, files: dict[str, str], tmp_path: Path) -> None:
    loaded = load(write_site(tmp_path, files))
    found = findings(CHOSEN[code], loaded)
    assert found
    for one in found:
        assert one.witness is not None
        _check(one, loaded)


def _check(one: Diagnostic, loaded: Loaded) -> None:
    assert one.witness is not None
    unknown = any(note.endswith("unknown user") for note in one.notes)
    resolution = replayed(loaded, one.witness, nobody=unknown)
    first, other = stated(one)
    if first is not None:
        assert first in takers(resolution)
        assert other is None or other not in takers(resolution)[: takers(resolution).index(first)]
    if other is not None:
        assert other in takers(replayed(loaded, one.witness, _before(loaded, other)))
    if unknown:
        assert [failure.outcome.status for failure in resolution.failures] == ["5.1.1"]
    if any(note.endswith("unknown host") for note in one.notes):
        assert [failure.outcome.status for failure in resolution.failures] == ["5.1.2"]
    if one.kind.code in _PAIRS:
        _check_pair(one, loaded)
    if one.kind.code == "SM433":
        assert [failure.outcome.status for failure in resolution.failures] == ["5.1.2"]
    if one.kind.code == "SM417":
        asked = [step.address.lower() for step in resolution.trace if step.stage == "director"]
        assert one.labels[0].at.text.lower() in asked


def _check_pair(one: Diagnostic, loaded: Loaded) -> None:
    """The director of a finding does not get the witness, one that the message names does; alone it would get it."""
    director, *earlier = NAMES.findall(one.message)
    assert one.witness is not None and earlier
    met = replayed(loaded, one.witness)
    alone = replayed(loaded, one.witness, _before(loaded, director))
    first = takers(met)[0]
    assert first in earlier and takers(alone)[0] == director
    if one.kind.code == "SM402":
        single = replayed(loaded, one.witness, _before(loaded, first))
        assert _results(single) == _results(alone)


def _results(found: Resolution) -> list[tuple[str, str | None, str]]:
    """Where mail goes, and what fails."""
    went = [(one.address, one.host, one.transport) for one in found.deliveries]
    return sorted((*went, *((one.address, None, one.outcome.status) for one in found.failures)))


def test_every_conflict_with_a_witness_is_replayed() -> None:
    """A rule that names a witness without a test of it would be an empty promise."""
    folders = (HERE.parent.parent.parent / "lint/smail_lint/rules" / name for name in ("directors", "routers"))
    texts = [path.read_text("utf-8") for folder in folders for path in folder.glob("*.py")]
    with_witness = {m[1] for text in texts if "witness=" in text and (m := re.search(r'Kind\("(SM\d+)"', text))}
    assert with_witness == CONFLICTS


def _before(loaded: Loaded, name: str) -> list[str]:
    """The entries that stand before one, whose names it gets when it is asked first."""
    for entries in (loaded.site.directors, loaded.site.routers):
        names = [one.name for one in entries]
        if name in names:
            return [one for one in names if one != name]
    return []
