"""`smail-check --format-source`: printed, compared, written; what cannot be laid out is left alone and named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from smail_compiler.pipeline import load
from smail_compiler.syntax.alias_columns import AliasEntries
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.source import SourceFile, Span
from smail_lint.fix.layout import proof
from smail_testkit.commands import SAMPLES, run
from smail_testkit.site import write_site

ROUGH = {"config": "visible_name=example.org\r\n", "directors": "user: driver=user;transport=local\n"}
NEAT = {
    "config": "visible_name = example.org\n",
    "directors": "user:\n        driver=user;\n        transport=local\n",
}
SITES = ("smallsite", "bigsite", "hub-client", "demo/outside")


def files(site: Path) -> dict[str, bytes]:
    """What stands in the files of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SITES)
def test_samples_are_laid_out(name: str) -> None:
    ran = run("smail-check", "--format-source", "--diff", SAMPLES / name)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_all_files_are_printed(tmp_path: Path) -> None:
    ran = run("smail-check", "--format-source", write_site(tmp_path, ROUGH))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"==> config <==\n{NEAT['config']}\n==> directors <==\n{NEAT['directors']}"
    assert files(tmp_path) == {name: text.encode() for name, text in ROUGH.items()}


def test_single_file_is_printed_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": ROUGH["config"]})
    assert run("smail-check", "--format-source", site / "config").out == NEAT["config"]


def test_difference(tmp_path: Path) -> None:
    ran = run("smail-check", "--format-source", "--diff", write_site(tmp_path, {**NEAT, "config": ROUGH["config"]}))
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("--- a/config\n+++ b/config\n") and "directors" not in ran.out


def test_the_dialect_is_that_of_the_site(tmp_path: Path) -> None:
    """Declared in the first file, it counts in the second, too; so does the one that an option asks for."""
    first = "second_config_file = local\n"
    site = write_site(tmp_path, {"config": first, "local": "more_hostnames+=b\n"})
    refused = run("smail-check", "--format-source", "--diff", site)
    assert refused.code == 1 and "local:1:15: left as it is" in refused.err
    asked = run("smail-check", "--format-source", "--dialect", "extended", site)
    (tmp_path / "config").write_text(f"# smail-dialect: extended\n{first}")
    declared = run("smail-check", "--format-source", site)
    assert (asked.code, asked.err, declared.code, declared.err) == (0, "", 0, "")
    assert all(one.out.endswith("==> local <==\nmore_hostnames += b\n") for one in (asked, declared))


def test_written_in_place(tmp_path: Path) -> None:
    ran = run("smail-check", "--format-source", "--write", write_site(tmp_path, ROUGH))
    assert (ran.code, ran.out, ran.err) == (0, "", "smail-check: 2 files laid out anew\n")
    assert files(tmp_path) == {name: text.encode() for name, text in NEAT.items()}
    assert run("smail-check", "--format-source", "--diff", tmp_path).code == 0


def test_every_kind_of_file_is_found(tmp_path: Path) -> None:
    rough = {
        "config": "second_config_file=more\nqualify_file=q\nmethod_dir=m\nsmail_lib_dir=/x\n",
        "more": "visible_name=example.org\n",
        "q": "*\texample.org\n",
        "retry": "*\t5m/5d\n",
        "m/hosts": "*\tsmtp\n",
        "routers": "r: driver=gethostbyname,transport=smtp,method=hosts\n",
        "transports": "smtp: driver=tcpsmtp\n",
        "directors": "a: driver=aliasfile;file=names,proto=lsearch\n",
        "names": "all:\t:include:list,bob\n",
        "list": "bob,carol\n",
    }
    write_site(tmp_path, rough)
    assert run("smail-check", "--format-source", "--write", tmp_path).err == "smail-check: 10 files laid out anew\n"
    assert not [name for name, text in rough.items() if (tmp_path / name).read_text() == text]


def test_file_with_an_error_is_left_alone_and_named(tmp_path: Path) -> None:
    wrong = "user: driver=user transport=local\n"
    ran = run("smail-check", "--format-source", "--write", write_site(tmp_path, {**ROUGH, "directors": wrong}))
    assert ran.code == 1
    assert "smail-check: directors:1:" in ran.err and "left as it is" in ran.err
    assert files(tmp_path) == {"config": NEAT["config"].encode(), "directors": wrong.encode()}


def test_host_directories(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"{host}/{name}": text for host in ("a", "b") for name, text in ROUGH.items()})
    ran = run("smail-check", "--format-source", "--diff", site)
    assert [line for line in ran.out.splitlines() if line.startswith("+++")] == [
        f"+++ b/{host}/{name}" for host in ("a", "b") for name in ("config", "directors")
    ]


@pytest.mark.parametrize(
    "options", [["--write"], ["--format-source", "--fix"], ["--format-source", "--diff", "--write"]]
)
def test_options_that_do_not_go_together(options: list[str], tmp_path: Path) -> None:
    ran = run("smail-check", *options, write_site(tmp_path, ROUGH))
    assert (ran.code, ran.out) == (2, "")
    assert files(tmp_path) == {name: text.encode() for name, text in ROUGH.items()}


def test_path_that_is_not_there(tmp_path: Path) -> None:
    assert run("smail-check", "--format-source", tmp_path / "nowhere").code == 3


def test_layout_that_would_change_something_is_our_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from smail_lint.cli.laying_out import lay_out

    monkeypatch.setattr(proof, "laid_out", lambda source, kind, **_: b"a\n" if kind == "config" else source.data)
    site = write_site(tmp_path, ROUGH)
    assert lay_out("smail-check", site, diff=False, in_place=True) == 4
    said = capsys.readouterr().err.splitlines()
    assert (
        said[-1] == "smail-check: internal error: the layout of config would change its meaning; it is left as it is"
    )
    assert files(tmp_path) == {name: text.encode() for name, text in ROUGH.items()}


@pytest.mark.parametrize("name", ["smallsite", "bigsite", "hub-client/hub", "demo/outside"])
def test_program_is_the_same_afterwards(name: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SAMPLES / name, site)
    for path in site.iterdir():
        if path.is_file() and path.suffix != ".md":
            path.write_bytes(roughened(path.read_bytes()))
    before = without_places(load(site).site)
    assert run("smail-check", "--format-source", "--write", site).code == 0
    assert without_places(load(site).site) == before
    assert run("smail-check", "--format-source", "--diff", site).code == 0


def roughened(data: bytes) -> bytes:
    """The same file as a hurried hand would write it; comments and joined lines as they are."""
    lines = data.split(b"\n")
    return b"\n".join(line if b"#" in line or b"\\" in above + line else rough(line) for above, line in pairs(lines))


def pairs(lines: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each line with the one above it."""
    return zip([b"", *lines], lines, strict=False)


def rough(line: bytes) -> bytes:
    """A line with other blanks in it."""
    return line.replace(b"        ", b"\t").replace(b", ", b" ,\n ").replace(b" = ", b"=") + b" "


def without_places(tree: object) -> object:
    """What a program says; of aliases the targets, since the text between them may change."""
    if isinstance(tree, Span | SourceFile):
        return None
    if isinstance(tree, AliasNode):
        return proof.meaning(tree)
    if isinstance(tree, msgspec.Struct):
        fields = [name for name in tree.__struct_fields__ if name not in ("at", "offsets")]
        return [without_places(getattr(tree, name)) for name in fields]
    if isinstance(tree, dict):
        return {key: without_places(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple | AliasEntries):
        return [without_places(one) for one in tree]
    return tree
