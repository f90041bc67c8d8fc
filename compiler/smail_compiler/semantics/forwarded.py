"""Mailboxes of the directory that begin with `Forward to`: nothing but that line is read (reference semantics,
section 13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.semantics import kinds
from smail_compiler.semantics.lists import in_folder
from smail_compiler.semantics.tree import State, Tree
from smail_compiler.syntax.expression import Text
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span

_LARGEST = 64 << 10
_FIRST = re.compile(rb"forward to [^\n]*\n?", re.IGNORECASE)
_NEXT = re.compile(rb"[ \t\r\n]*([^\r\n]*[^ \t\r\n])")
_MORE = re.compile(rb"forward to .*|[^\s,#]+(?:[ \t]*,[ \t]*[^\s,#]+)*,?[ \t]*(?:#.*)?", re.IGNORECASE)


def forwarded(tree: Tree, directors: Iterable[Entry]) -> Iterator[Diagnostic]:
    """What stands below the first line of such a file, each file once. Long files hold mail."""
    done: set[str] = set()
    for director in directors:
        file = director.setting("file", private=True)
        ours = (
            director.driver == "forwardfile" and director.known and director.value("forwardto", private=True) is True
        )
        if ours and file is not None and isinstance(file.template, Text):
            for path in in_folder(tree, file.template):
                opened = tree.read(path, limit=_LARGEST) if path not in done else None
                done.add(path)
                if opened is not None and opened.state is State.READ:
                    yield from _below(opened.source)


def _below(source: SourceFile) -> Iterator[Diagnostic]:
    first = _FIRST.match(source.data)
    found = _NEXT.match(source.data, first.end()) if first is not None else None
    if first is None or found is None or found[1].startswith(b"#"):
        return
    at = Span(source, found.start(1), found.end(1))
    goes_on = first[0].rstrip().endswith((b",", b"\\")) or source.data[first.end() : first.end() + 1] in (b" ", b"\t")
    if goes_on or _MORE.fullmatch(found[1]) is not None:
        yield Diagnostic(
            kinds.FIRST_LINE_ONLY,
            "only the first line of this file is read, and this stands below it",
            at,
            notes=("whoever stands here gets no mail",),
            help="write all addresses on the first line, with commas between them",
        )
