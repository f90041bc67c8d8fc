"""Account files of user and altuser directors: they are read when mail comes, and only looked for before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.semantics import kinds
from smail_compiler.semantics.near import nearest
from smail_compiler.semantics.tree import Tree
from smail_compiler.text.diagnostic import Diagnostic

_TEXT = (None, "lsearch", "bsearch")


def missing_account_files(tree: Tree, directors: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Each text file of accounts that should be below the directory and is not there."""
    for director in directors:
        setting = director.setting("pwfile", private=True)
        name = setting.value if setting is not None else None
        text = director.value("proto", private=True) in _TEXT
        path = tree.locate(name) if isinstance(name, str) and name and text and director.known else None
        at = None if setting is None else setting.place
        if path is None or at is None or not tree.lacks(path):
            continue
        near = nearest(path, tree.beside(path))
        yield Diagnostic(
            kinds.MISSING_FILE,
            f"the account file `{path}` is missing, so every name this director is asked for is deferred",
            at,
            help=f"did you mean `{near}`?" if near else f"create `{path}`, or take the name out",
        )
