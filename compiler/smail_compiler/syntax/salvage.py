"""Reading on in an entry that the grammar refused: every mistake named once, everything else kept.

The attributes are taken one by one with the grammar's own terminals. At a mistake the finding is placed where the
mistake most likely is, and reading resumes where the text makes sense again, so that one mistake is one finding.
"""

from __future__ import annotations

from smail_compiler.syntax import complaints
from smail_compiler.syntax.building import EntryBuilder, Place
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.grammar import terminal
from smail_compiler.syntax.nodes import EntryNode
from smail_compiler.syntax.scanning import (
    bare_end,
    ends_in_backslash,
    entry_head_end,
    last_text,
    lost_quote,
    lost_quote_in_line,
    name_at,
    resume,
    skip,
    starts_assignment,
    starts_attribute,
    string_end,
)
from smail_compiler.text.diagnostic import Diagnostic


def salvage_entry(entry: Entry) -> tuple[list[EntryNode], list[Diagnostic]]:
    """The entries found in the text of one (more than one if an indented one was swallowed), and the findings."""
    reading = _Salvage(entry)
    reading.head()
    reading.body()
    return reading.finish()


class _Salvage:
    """One pass over the text of an entry; `_at` is how far it came."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._text = entry.text
        self._at = 0
        self._last = ""
        self._found: list[Diagnostic] = []
        self._lines: set[int] = set()
        self._nodes: list[EntryNode] = []
        self._named = True
        self._building = EntryBuilder(entry, (0, 0))

    def head(self) -> None:
        """The entry's name and colon, or what stands in their place."""
        found = terminal("ENTRY_NAME", "entry").match(self._text)
        end = found.end() if found else 0
        colon = skip(self._text, end)
        self._building = EntryBuilder(self._entry, (0, end))
        if self._text.startswith(":", colon):
            self._at = colon + 1
            if not end:
                self._named = False
                self._report(complaints.null_entry_name(self._entry, colon))
        else:
            self._missing_colon(end)

    def body(self) -> None:
        """All attributes to the end of the entry."""
        while (at := skip(self._text, self._at)) < len(self._text):
            end = name_at(self._text, at)
            if self._text[at] in ",;":
                self._empty_item(at)
            elif end is None:
                self._report(complaints.null_attribute_name(self._entry, at))
                self._resume(at)
            else:
                self._attribute((at, end))

    def finish(self) -> tuple[list[EntryNode], list[Diagnostic]]:
        """What was found."""
        self._close()
        return self._nodes, self._found

    def _close(self) -> None:
        """Ends the entry being built."""
        node = self._building.node()
        for one in self._building.found:
            self._report(one, harm=False)
        if self._named:
            self._nodes.append(node)

    def _report(self, finding: Diagnostic, *, harm: bool = True) -> None:
        """One finding a line: what follows a mistake on its line is rarely news."""
        self._building.broken |= harm
        if finding.at.line not in self._lines:
            self._lines.add(finding.at.line)
            self._found.append(finding)

    def _missing_colon(self, end: int) -> None:
        """No colon after the first word: a colon was lost, or an attribute slipped into column 1."""
        if starts_assignment(self._text, 0) or (starts_attribute(self._text, 0) and not self._colon_in_line(end)):
            self._named = False
            self._report(complaints.column_one(self._entry, end))
            return
        self._report(complaints.missing_colon(self._entry, end))
        self._at = end
        if colon := self._colon_in_line(end):
            self._at = colon
        elif not starts_attribute(self._text, skip(self._text, end)):
            self._at = len(self._text)

    def _colon_in_line(self, end: int) -> int | None:
        """Behind a colon later on the first line with only words before it: a name with blanks in it."""
        line = self._text[end:].split("\n", 1)[0]
        words, colon, _rest = line.partition(":")
        return end + len(words) + 1 if colon and not set(words) & set('=,;#"') else None

    def _empty_item(self, at: int) -> None:
        """A separator where an attribute should be; `: ;` and `,;` are the ones allowed."""
        separator = self._text[at]
        if separator == "," or self._last == ";":
            self._report(complaints.empty_item(self._entry, at))
        self._separator(at)

    def _separator(self, at: int) -> None:
        """Takes a separator."""
        self._last = self._text[at]
        self._at = at + 1
        if self._last == ";":
            self._building.semicolon(at)

    def _attribute(self, name: Place) -> None:
        """One attribute and the separator after it."""
        at = skip(self._text, name[1])
        if not self._text.startswith("=", at):
            self._building.attribute(name, None, None)
            self._expect_separator(name, name[1], value=False)
            return
        start = skip(self._text, at + 1)
        reports = len(self._found)
        end = self._string(name, start) if self._text.startswith('"', start) else bare_end(self._text, start)
        if self._text.startswith("=", skip(self._text, end)) and "\n" in self._text[at:start]:
            self._lost_value(name, at, start)
            return
        self._building.attribute(name, at, (start, end) if end > start else None)
        if ends_in_backslash(self._text, start, end):
            self._report(complaints.unexpected_end(self._entry, name, end))
            self._at = len(self._text)
        else:
            self._expect_separator(name, max(end, at + 1), value=True, told=len(self._found) > reports)

    def _lost_value(self, name: Place, equals: int, start: int) -> None:
        """The value after `=` is missing or in a comment, and the next attribute was about to be taken for it."""
        self._building.attribute(name, equals, None)
        self._report(complaints.lost_value(self._entry, name, equals, start))
        self._at, self._last = start, ","

    def _string(self, name: Place, start: int) -> int:
        """The end of a quoted value; where it should have ended when the closing quote is lost."""
        end = string_end(self._text, start)
        if end is not None and self._sound_after(end):
            return end
        stop = end - 1 if end is not None else len(self._text)
        close = lost_quote(self._text, start + 1, stop) or lost_quote_in_line(self._text, start + 1, stop)
        if close is None and end is not None:
            return end
        if close is None:
            close = last_text(self._text, start + 1)
        self._report(complaints.unterminated(self._entry, name, start, close, end))
        return max(close, start + 1)

    def _sound_after(self, end: int) -> bool:
        """Whether a separator or the end follows."""
        at = skip(self._text, end)
        return at >= len(self._text) or self._text[at] in ",;"

    def _expect_separator(self, name: Place, end: int, *, value: bool, told: bool = False) -> None:
        """Only a separator or the end may follow an attribute; behind a guessed end (`told`) nothing more is said."""
        at = self._at = skip(self._text, end)
        if at >= len(self._text):
            return
        if self._text[at] in ",;":
            self._separator(at)
            return
        wrapped = "\n" in self._text[end:at]
        head = entry_head_end(self._text, at) if wrapped else None
        joint = self._entry.joint(end, at) if self._entry.lines_between(end, at) > 1 and not told else None
        if joint is not None:
            category = "bad-separator" if value else "no-value"
            self._report(complaints.joined_line(self._entry, joint, at, category))
        if head is not None:
            category = "bad-separator" if value else "no-value"
            self._swallowed(at, head, None if joint is not None or told else category)
        elif joint is not None:
            self._resume(at)
        elif told:
            self._at, self._last = (at if starts_attribute(self._text, at) else resume(self._text, at)), ","
        elif starts_attribute(self._text, at) and (wrapped or starts_assignment(self._text, at)):
            self._report(complaints.missing_comma(self._entry, (name[0], end), at, value=value))
            self._last = ","
            if self._entry.lines_between(end, at) > 1 and self._text.startswith("driver", at):
                self._headless(at)
        else:
            self._report(complaints.stray_text(self._entry, (name[0], end), at, value=value))
            self._building.forget_last()
            self._resume(at)

    def _headless(self, at: int) -> None:
        """A second driver further down: the attributes of an entry whose name was lost."""
        self._close()
        self._building = EntryBuilder(self._entry, (at, at))
        self._building.broken = True
        self._named, self._last = False, ""

    def _swallowed(self, at: int, end: int, category: str | None) -> None:
        """An indented `name:` inside the entry is read as the entry that was meant; without category it is told."""
        if category is not None:
            self._report(complaints.indented_entry(self._entry, at, end, category))
        self._close()
        self._building = EntryBuilder(self._entry, (at, end - 1))
        self._building.broken = True
        self._named, self._last, self._at = True, "", end

    def _resume(self, at: int) -> None:
        """Goes on behind something that was not understood."""
        at = resume(self._text, at)
        self._at, self._last = at, ","
        if at < len(self._text) and self._text[at] in ",;":
            self._separator(at)
