"""A second opinion on resolving: a slow, plain interpreter of the reference semantics, to compare `resolve()` with.

It reads the typed site that `smail_compiler.pipeline.load` gives, never the compiled table, and shares no code with
the resolver. Sections named in its docstrings are those of the reference semantics; letters are the manual's.
"""

from __future__ import annotations

from tests.reference.engine import resolve
from tests.reference.outcome import Delivery, Failure, Outcome

__all__ = ["Delivery", "Failure", "Outcome", "resolve"]
