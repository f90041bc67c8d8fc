"""Files that a variable names: opened, and what is said when they are not there (reference semantics, section 6)."""

from __future__ import annotations

import msgspec

from smail_compiler.semantics import kinds
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.semantics.variables import Variables, text_of
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span


def open_configured(tree: Tree, variables: Variables, variable: str) -> Opened | None:
    """Open the file a variable names; None when the variable is unset, which means no such file."""
    name = text_of(variables, variable)
    if name is None:
        return None
    opened = tree.open(name, entries=True)
    at = variables[variable].place
    if opened.state is State.OUTSIDE:
        return _with(opened, outside(name, at or opened.source.span(0)))
    if opened.state is State.MISSING:
        return _missing(opened, variables, variable, at)
    return opened


def _missing(opened: Opened, variables: Variables, variable: str, at: Span | None) -> Opened:
    """A missing file is an error under require_configs, worth a word when it was named, else fine."""
    path = opened.source.path
    required = variables["require_configs"]
    if required.value:
        return _with(opened, required_file(path, variable, at or required.at or opened.source.span(0)))
    if at is not None:
        return _with(opened, _falls_back(path, variable, at))
    return opened


def required_file(path: str, variable: str, at: Span) -> Diagnostic:
    """A file without which nothing starts."""
    return Diagnostic(
        kinds.REQUIRED_FILE,
        f"the file `{path}` is missing, and `require_configs` demands it",
        at,
        help=f"create `{path}`, or unset it: `-{variable}`",
    )


def outside(name: str, at: Span) -> Diagnostic:
    """A file that belongs to the configuration and cannot be seen from here."""
    return Diagnostic(
        kinds.UNREADABLE_FILE,
        f"`{name}` lies outside of the configuration directory, so what it says is not known",
        at,
        help="put it below smail_lib_dir, or set smail_lib_dir to where it is",
    )


def _falls_back(path: str, variable: str, at: Span) -> Diagnostic:
    """A named file that is not there."""
    return Diagnostic(
        kinds.FALLS_BACK,
        f"the file `{path}` is missing, so the built-in data is used in its place",
        at,
        help=f"create `{path}`, or say that there is none: `-{variable}`",
    )


def _with(opened: Opened, said: Diagnostic) -> Opened:
    """The same with one more finding."""
    return msgspec.structs.replace(opened, found=(*opened.found, said))
