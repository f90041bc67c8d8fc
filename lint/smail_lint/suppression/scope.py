"""Suppressions: the comments of a site with the lines that each covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span
from smail_lint.suppression.comments import MARK, Comment, remarks
from smail_lint.suppression.directive import Directive, Misread, directive


class Suppression(msgspec.Struct, frozen=True):
    """A comment that ignores rules on the lines from `first` to `last`.

    With `touching`, findings that only reach into these lines count too; else they must begin there. `removals` is
    what goes when the comment goes, empty where that would change the text around it.
    """

    said: Directive
    first: int
    last: int
    touching: bool
    removals: tuple[Span, ...]

    @property
    def whole(self) -> bool:
        """Whether it speaks for all rules."""
        return not self.said.rules

    def covers(self, one: Diagnostic) -> bool:
        """Whether a finding of the same file lies where it counts."""
        begins = one.at.line
        if not self.touching:
            return self.first <= begins <= self.last
        ends = one.at.source.line_of(max(one.at.start, one.at.end - 1))
        return begins <= self.last and self.first <= ends


class Remarks(msgspec.Struct, frozen=True):
    """Everything that the comments of a site say, and those that say nothing."""

    suppressions: tuple[Suppression, ...] = ()
    misread: tuple[Misread, ...] = ()


LAST_LINE = 1 << 60


def remarks_of(files: Iterable[tuple[SourceFile, str]]) -> Remarks:
    """The remarks in files of these kinds."""
    scopes = [one for source, kind in files if MARK in source.data for one in _of_file(source, kind)]
    return Remarks(
        tuple(one for one in scopes if isinstance(one, Suppression)),
        tuple(one for one in scopes if isinstance(one, Misread)),
    )


def _of_file(source: SourceFile, kind: str) -> Iterator[Suppression | Misread]:
    open_blocks: list[tuple[Comment, Directive]] = []
    for comment in remarks(source, kind):
        said = directive(comment.at)
        if isinstance(said, Misread):
            yield said
        elif said.word == "ignore-block":
            open_blocks.append((comment, said))
        elif said.word == "end":
            yield _block(*open_blocks.pop(), comment, said) if open_blocks else _no_block(said)
        else:
            yield _one(comment, said)
    for _, said in open_blocks:
        yield Misread(said.at, "this block has no end", "write `# smail-check: end` below what it covers")


def _one(comment: Comment, said: Directive) -> Suppression | Misread:
    """What a comment that needs no other covers."""
    line, removals = comment.at.line, _removals(comment, said)
    if said.word == "ignore-file":
        if comment.top or line == 1:
            return Suppression(said, 1, LAST_LINE, False, removals)
        return Misread(said.at, "`ignore-file` counts above the first entry only", "move it to the top of the file")
    if not comment.alone:
        return Suppression(said, line, line, True, removals)
    if comment.entry is None:
        return Misread(said.at, "no entry follows that could be meant", "write it above an entry or behind a setting")
    below = comment.entry
    return Suppression(said, below.line, below.source.line_of(max(below.start, below.end - 1)), False, removals)


def _block(opening: Comment, said: Directive, closing: Comment, end: Directive) -> Suppression:
    """A block, of which both ends go or none."""
    both = (*_removals(opening, said), *_removals(closing, end))
    return Suppression(said, opening.at.line, closing.at.line, False, both if len(both) == 2 else ())


def _no_block(said: Directive) -> Misread:
    return Misread(
        said.at, "no block begins above that this could end", "remove it, or begin with `ignore-block[...]`"
    )


def _removals(comment: Comment, said: Directive) -> tuple[Span, ...]:
    """The directive and the blanks before it; of a line that holds nothing else the whole."""
    source = comment.at.source
    data, start, end = source.data, said.at.start, said.at.end
    if comment.joined:
        return ()
    before = data[source.line_starts[comment.at.line - 1] : start]
    if not before.strip(b" \t\r") and not data[end : comment.at.end].strip(b" \t\r"):
        return (source.span(start - len(before), comment.at.end + 1),)
    return (source.span(start - len(before) + len(before.rstrip(b" \t")), end),)
