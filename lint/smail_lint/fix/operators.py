"""Edits that put an operator on a variable."""

from __future__ import annotations

from smail_compiler.syntax.expression import Variable
from smail_compiler.text.diagnostic import Edit, Fix


def operated(variable: Variable, operator: str, safety: str) -> Fix | None:
    """The repair that applies an operator last; none where the reference is not written in one piece."""
    written = variable.at.text
    plain = f"${variable.name}"
    whole = ":".join([*variable.operators, variable.name])
    if written not in (plain, f"${{{whole}}}"):
        return None
    text = f"${{{operator}:{whole}}}"
    return Fix(f"write `{text}`", safety, (Edit(variable.at, text),))
