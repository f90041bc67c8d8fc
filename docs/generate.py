"""Write the generated pages of the manual; with `--check` only tell which are stale, and exit 1 if any is.

Each producer gives the text of pages by their path below `docs/`; a new kind of page is one more producer.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

DOCS = Path(__file__).parent
COMMANDS = ("smail-check", "smail-compile", "smail-query", "smaild", "smailq")

Pages = Mapping[str, str]


def rule_pages() -> Pages:
    """One page for each rule and for each complaint of `smail-check test`, and the index."""
    from smail_lint.expectations.catalogue import RULES as EXPECTATIONS
    from smail_lint.registry import RULES

    pages = [rule.page() for rule in (*RULES, *EXPECTATIONS)]
    rows = "".join(
        f"| {page.code} | [{page.name}]({page.name}.md) | {page.severity.word} | {page.family} | {page.summary} |\n"
        for page in pages
    )
    head = (
        "# Rules of `smail-check`\n\n| code | name | severity | family | what it reports |\n|---|---|---|---|---|\n"
    )
    return {"rules/index.md": head + rows} | {f"rules/{page.name}.md": page.markdown() for page in pages}


def command_page() -> Pages:
    """The help texts of all commands."""
    parts = [_help(name, path) for name in COMMANDS for path in [[], *([word] for word in _subcommands(name))]]
    return {"commands.md": "# Commands\n\n" + "\n".join(parts)}


def _subcommands(name: str) -> list[str]:
    help_text = _printed(name, ["--help"])
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", help_text, re.MULTILINE)
    return re.findall(r"^  (\S+)", listed[1], re.MULTILINE) if listed else []


def _help(name: str, path: list[str]) -> str:
    level = "###" if path else "##"
    return f"{level} {' '.join([name, *path])}\n\n```text\n{_printed(name, [*path, '--help'])}```\n"


def _printed(name: str, arguments: list[str]) -> str:
    """What an installed command prints at a width of 80."""
    command = [str(Path(sys.executable).parent / name), *arguments]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)  # noqa: S603
    return ran.stdout


def settings_reference() -> Pages:
    """One page for each file and driver, and the index."""
    sys.path.insert(0, str(DOCS))
    from reference_pages import reference_pages

    return reference_pages()


PRODUCERS: tuple[Callable[[], Pages], ...] = (rule_pages, command_page, settings_reference)
OWNED = ("rules", "reference")  # folders that hold nothing but generated pages


def stale(pages: Pages) -> list[str]:
    """Pages that differ from what is on disk, and generated pages of what is gone."""
    changed = [path for path, text in pages.items() if not _holds(DOCS / path, text)]
    there = [path.relative_to(DOCS).as_posix() for folder in OWNED for path in (DOCS / folder).glob("*.md")]
    return sorted([*changed, *(path for path in there if path not in pages)])


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main() -> int:
    """Write what is stale, or tell it."""
    pages = {path: text for producer in PRODUCERS for path, text in producer().items()}
    changed = stale(pages)
    if "--check" in sys.argv[1:]:
        print("".join(f"stale: docs/{path}; run make docs\n" for path in changed), end="")
        return 1 if changed else 0
    for name in changed:
        path = DOCS / name
        if name not in pages:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
