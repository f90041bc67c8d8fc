"""The manual page of a rule: the docstring of its module, taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from smail_compiler.text.diagnostic import Severity

HEADINGS = ("Why it matters", "Flagged", "Better")

_HEADING = re.compile(r"^\*([^*\n]+)\*$", re.MULTILINE)
_BLOCK = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Page(msgspec.Struct, frozen=True):
    """A page: the rule's identity, its first sentence, and the text below each heading in order."""

    code: str
    name: str
    severity: Severity
    family: str
    since: str
    fix: str | None
    preview: bool
    summary: str
    sections: tuple[tuple[str, str], ...]
    optional: bool = False
    parameters: tuple[str, ...] = ()

    def section(self, heading: str) -> str:
        """The text below a heading, empty when there is none of that name."""
        return dict(self.sections).get(heading, "")

    def example(self, heading: str) -> Mapping[str, str]:
        """The files of a section's example: one fenced block each, named by its info string."""
        return dict(_BLOCK.findall(self.section(heading)))

    def markdown(self) -> str:
        """The page as Markdown, as the manual holds it."""
        repair = {None: "none", "show": "shown, never applied"}.get(self.fix, self.fix)
        facts = (
            f"`{self.code}` | {self.severity.word} | family `{self.family}` | repair: {repair} | since {self.since}"
        )
        preview = ["In preview: runs when a selection names it, or with `--preview`."] if self.preview else []
        optional = ["Off by default: runs only when selected by its code or name."] if self.optional else []
        body = [part for title, text in self.sections for part in (f"## {title}", text)]
        numbers = ["## Settings", "\n".join(self.parameters)] if self.parameters else []
        return "\n\n".join([f"# {self.name}", facts, self.summary, *preview, *optional, *body, *numbers]) + "\n"


def sections_of(docstring: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text before the first heading, and each heading (a line in asterisks) with the text below it."""
    parts = _HEADING.split(docstring.strip())
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return parts[0].strip(), tuple((title.strip(), text.strip("\n")) for title, text in pairs)
