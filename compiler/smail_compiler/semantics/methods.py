"""Method files of routers: always required, below method_dir (reference semantics, sections 6 and 14)."""

from __future__ import annotations

import msgspec

from smail_compiler.ir.program import Entry
from smail_compiler.semantics import kinds
from smail_compiler.semantics.configured import outside
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.rows import method_rules
from smail_compiler.semantics.tree import State, Tree
from smail_compiler.semantics.variables import Variables, text_of
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span


def with_methods(tree: Tree, variables: Variables, entry: Entry) -> Part[Entry]:
    """The entry with the rows of its method file, if it names one."""
    method = entry.setting("method", private=False)
    if method is None or not isinstance(method.value, str) or method.value == "":
        return Part(entry)
    opened = tree.open(method.value, below=text_of(variables, "method_dir") or "")
    at = method.place
    if opened.state is not State.READ:
        said = (_unusable(opened.state, method.value, opened.source.path, at),) if at and not opened.found else ()
        return Part(msgspec.structs.replace(entry, known=False), (*opened.found, *said))
    from smail_compiler.syntax.parse import parse_rows

    parsed = parse_rows(opened.source, "methods")
    joined = msgspec.structs.replace(entry, methods=method_rules(parsed.nodes))
    return Part(joined, parsed.diagnostics, (opened.source,))


def _unusable(state: State, name: str, path: str, at: Span) -> Diagnostic:
    """A method file that is missing, or not to be seen from here."""
    if state is State.OUTSIDE:
        return outside(name, at)
    return Diagnostic(
        kinds.REQUIRED_FILE,
        f"the method file `{path}` is missing, and a router cannot do without the one it names",
        at,
        help=f"create `{path}`, or drop `method` and name a `transport`",
    )
