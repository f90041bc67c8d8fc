"""File names in alias, forward and list files: a tilde and plain variables in them, and nothing else.

Such a name is written by a user of the site, not by the configuration: conditions, lookups and operators stay out.
"""

from __future__ import annotations

import re

from smail_runtime.routing.expand import expand
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Expanded, Failed
from smail_runtime.table.expression import Home, Part, Text, Variable

_PIECE = re.compile(r"\$(?P<bare>[A-Za-z_]\w*)|\$\{(?P<braced>\w+)\}|(?P<plain>[^$]+)", re.ASCII)
_TILDE = re.compile(r"~([^/]*)")
_PERMITTED = frozenset(["user", "home", "smail_lib_dir", "lib_dir"])


def expand_file_name(name: str, scope: Scope) -> Expanded:
    """The name with `~/`, `~login/`, `$user`, `$home` and `$smail_lib_dir` replaced by their values."""
    parts: list[Part] = []
    tilde = _TILDE.match(name)
    at = 0
    if tilde is not None:
        parts.append(Home(tilde[1]))
        at = tilde.end()
    while at < len(name):
        piece = _PIECE.match(name, at)
        variable = piece and (piece["bare"] or piece["braced"])
        if piece is None or (variable and variable.lower() not in _PERMITTED):
            return Failed("only `$user`, `$home` and `$smail_lib_dir` have a meaning here")
        parts.append(Variable(variable) if variable else piece["plain"])
        at = piece.end()
    return expand(Text(tuple(parts)), scope)
