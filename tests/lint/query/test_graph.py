"""`smail-query graph`: the same flow in every format, and a page that holds hostile names as text.

The page is read with the standard library's parser; its search is run by node where there is one, and in a browser
where chromium is there.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_lint.query.cli import group
from smail_lint.query.flow.build import flow_of
from smail_lint.query.flow.drawing import HIGH, boxes
from smail_lint.query.flow.model import Edge, Flow, Node
from smail_lint.query.flow.page import html, index
from smail_lint.query.flow.text_forms import dot, mermaid
from smail_lint.query.target import opened
from smail_testkit.commands import SAMPLES
from smail_testkit.site import write_site

BROKEN = SAMPLES / "broken"
HOSTILE = '</script><script>alert("x")</script> "&\\ \u202e\n'
VOID = frozenset(("meta", "br", "input"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")


def ask(target: Path, form: str) -> Result:
    return CliRunner().invoke(group(), ["graph", str(target), "--format", form])


class Page(HTMLParser):
    """Elements with their attributes, and the text of each by its id; `unclosed` is what never ended."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self.texts: dict[str, str] = {}
        self._of: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)
            self._of.append(dict(attrs).get("id") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag
        self._of.pop()

    def handle_data(self, data: str) -> None:
        for one in filter(None, self._of):
            self.texts[one] = self.texts.get(one, "") + data

    def values(self, name: str) -> list[str]:
        return [
            value for _, attributes in self.elements for key, value in attributes.items() if key == name and value
        ]


def flow() -> Flow:
    with opened(SAMPLES / "smallsite").table as table:
        return flow_of(table, "samples/smallsite")


def named(found: dict[str, Any], kind: str) -> list[str]:
    return [node["name"] for node in found["nodes"] if node["kind"] == kind]


def test_json_has_the_whole_flow() -> None:
    found = json.loads(ask(SAMPLES / "smallsite", "json").stdout)
    names = {node["id"]: node["name"] for node in found["nodes"]}
    edges = {(names[one["source"]], one["kind"], names[one["target"]]) for one in found["edges"]}
    assert named(found, "router") == ["inet_addrs", "smart_host"]
    assert {
        ("local names", "asks", "aliasinclude"),
        ("aliases", "next", "dotforward"),
        ("lists", "next", "unknown user"),
        ("aliases", "includes", "aliasinclude"),
        ("aliases", "gives", "an address"),
        ("aliases", "sends", "pipe"),
        ("user", "sends", "local"),
        ("smart_host", "sends", "smtp"),
    } <= edges
    assert ("aliases", "includes", "forwardinclude") not in edges


def test_shadow_and_error_transports(tmp_path: Path) -> None:
    files = {
        "config": "hostnames=mail.example\n",
        "directors": "user: driver=user; transport=local\n",
        "routers": "out: driver=smarthost, transport=smtp; path=relay\n",
        "transports": (
            "local: driver=appendfile, local, shadow=copy, error_transport=lost; file=/var/mail/${lc:user}\n"
            "copy: driver=appendfile; file=/var/copy\nlost: driver=appendfile; file=/var/lost\n"
            "smtp: driver=tcpsmtp, inet;\n"
        ),
    }
    found = json.loads(ask(write_site(tmp_path, files), "json").stdout)
    names = {node["id"]: node["name"] for node in found["nodes"]}
    edges = {(names[one["source"]], one["kind"], names[one["target"]]) for one in found["edges"]}
    assert {("local", "shadow", "copy"), ("local", "error", "lost")} <= edges


def test_findings_stand_at_their_entries() -> None:
    found = json.loads(ask(BROKEN, "json").stdout)
    expected = json.loads((BROKEN / "expected.json").read_text())
    assert len(found["findings"]) == len(expected)
    nodes = {node["id"]: node for node in found["nodes"]}
    for one in found["findings"]:
        if one["node"]:
            file, _, line = nodes[one["node"]]["place"].rpartition(":")
            assert file == one["file"] and int(line) <= one["line"]
            assert nodes[one["node"]]["severity"]


def test_dot_names_every_node_and_edge() -> None:
    text, found = ask(SAMPLES / "smallsite", "dot").stdout, json.loads(ask(SAMPLES / "smallsite", "json").stdout)
    assert all(f'  "{node["id"]}" [' in text for node in found["nodes"])
    assert all(f'  "{edge["source"]}" -> "{edge["target"]}" [' in text for edge in found["edges"])


def test_mermaid_names_every_node_and_edge() -> None:
    text, found = ask(SAMPLES / "smallsite", "mermaid").stdout, json.loads(ask(SAMPLES / "smallsite", "json").stdout)
    assert text.startswith("flowchart TD\n")
    assert text.count("-->") + text.count("-.->") == len(found["edges"])
    assert "#quot" not in text and '"x"' not in text


def hostile() -> Flow:
    ends = (Node(one, "entry", "x") for one in ("mail", "local", "remote"))
    nodes = (*ends, Node("director-1", "director", HOSTILE, "user", HOSTILE, "error"))
    return Flow(HOSTILE, nodes, (Edge("local", "director-1", "asks"),), keys=((HOSTILE, "director-1"),))


def test_hostile_names_stay_text_in_dot_and_mermaid() -> None:
    for line in dot(hostile()).splitlines():
        assert len(re.findall(r'(?<!\\)"', line.replace("\\\\", ""))) % 2 == 0
    assert "<script" not in mermaid(hostile()) and "\u202e" not in mermaid(hostile())


def test_hostile_names_stay_text_in_the_page() -> None:
    page = Page(html(hostile()))
    assert page.unclosed == []
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert "alert" in page.texts["row-director-1"] and "\u202e" not in html(hostile())
    assert json.loads(page.texts["index"]) == index(hostile())


def test_the_page_needs_nothing_else() -> None:
    text = ask(BROKEN, "html").stdout
    page = Page(text)
    assert page.unclosed == []
    assert not page.values("src") and not re.search(r"@import|url\((?!#)|https?:", text)
    assert all(value.startswith("#") for value in page.values("href"))
    policy = next(value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_every_link_and_hit_leads_somewhere() -> None:
    page = Page(ask(BROKEN, "html").stdout)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    found = json.loads(page.texts["index"])
    assert {value[1:] for value in page.values("href")} <= set(ids)
    assert {one["row"] for one in found} <= set(ids)
    assert {f"node-{one['node']}" for one in found if one["node"]} <= set(ids)


def test_reading_needs_no_script() -> None:
    page = Page(ask(BROKEN, "html").stdout)
    assert ("div", True) in [
        (tag, "hidden" in found) for tag, found in page.elements if found.get("id") == "searching"
    ]
    for one in json.loads(ask(BROKEN, "json").stdout)["findings"]:
        assert any(one["code"] in text for key, text in page.texts.items() if key.startswith("finding-"))


def test_boxes_do_not_overlap() -> None:
    places = sorted((box.x, box.y) for box in boxes(flow()).values())
    assert all(two[0] > one[0] or two[1] >= one[1] + HIGH for one, two in pairwise(places))
    assert len(places) == len(flow().nodes)


def test_a_compiled_table_is_drawn_without_findings(tmp_path: Path) -> None:
    table = tmp_path / "t"
    table.write_bytes(emit(load(SAMPLES / "smallsite").site))
    found, direct = (json.loads(ask(one, "json").stdout) for one in (table, SAMPLES / "smallsite"))
    assert found["edges"] == direct["edges"] and found["findings"] == []


@pytest.mark.skipif(shutil.which("dot") is None, reason="graphviz is not installed")
def test_svg_by_graphviz() -> None:
    ran = ask(SAMPLES / "smallsite", "svg")
    assert ran.exit_code == 0
    assert "<svg" in ran.stdout and "smart_host" in ran.stdout


def test_svg_without_graphviz_is_a_clear_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = ask(SAMPLES / "smallsite", "svg")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "graphviz is not installed" in ran.stderr and "--format html" in ran.stderr


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_search_finds_what_holds_all_words(tmp_path: Path) -> None:
    """The page's own function on the page's own index, against the same question asked here."""
    text = ask(BROKEN, "html").stdout
    found = json.loads(Page(text).texts["index"])
    script = text.rpartition("<script>")[2].partition("</script>")[0]
    queries = ["", "alias", "SM611 quote", "DIRECTOR user", "no such thing"]
    program = f"{script}\nconst index = {json.dumps(found)};\n"
    program += f"console.log(JSON.stringify({json.dumps(queries)}.map((q) => find(index, q).map((one) => one.row))));"
    (tmp_path / "page.js").write_text(program)
    ran = subprocess.run(
        [str(NODE), str(tmp_path / "page.js")], capture_output=True, text=True, check=True, timeout=60
    )
    wanted = [
        [one["row"] for one in found if query and all(word in one["words"].lower() for word in query.lower().split())]
        for query in queries
    ]
    assert json.loads(ran.stdout) == wanted
    assert wanted[1] and not wanted[4]


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_opens_the_page_and_searches(tmp_path: Path) -> None:
    """The address of the page carries a question; the hits are what the script made of it under the page's policy."""
    page = tmp_path / "flow.html"
    page.write_text(ask(BROKEN, "html").stdout)
    words = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    argv = [str(CHROMIUM), *words.split(), "--disable-component-update", "--disable-sync", "--dump-dom"]
    argv += [f"--user-data-dir={tmp_path / 'profile'}", f"{page.as_uri()}#q=director%20aliases"]
    ran = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=120)
    said = Page(ran.stdout)
    hits = [one for one in json.loads(said.texts["index"]) if all(w in one["words"] for w in ("director", "aliases"))]
    assert said.texts["said"] == f"{len(hits)} hits"
    assert said.texts["hits"] == "".join(one["title"] for one in hits)
    shown = [(tag, found) for tag, found in said.elements if found.get("id") == "searching"]
    assert shown and "hidden" not in shown[0][1]
    assert any("hit" in (found.get("class") or "").split() for tag, found in said.elements if tag == "a")
