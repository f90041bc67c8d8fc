"""The languages of names that drivers speak of (reference semantics, section 13.3)."""

from __future__ import annotations

from functools import cache

from smail_lint.facts.characters import ANY, DIGITS, SMALL, class_of
from smail_lint.facts.language import Language, made_of

_WORD = SMALL | DIGITS


@cache
def logins() -> Language:
    """Login names, taken to be portable ones: they begin with a letter, a digit or `_`."""
    return made_of(_WORD | class_of("_"), _WORD | class_of("_.+-"))


@cache
def well_formed() -> Language:
    """What `well_formed_only` lets through: letters, digits, `- _ +`, dots and blanks, no dash in front."""
    return made_of(_WORD | class_of("_+. "), _WORD | class_of("_+. -"))


@cache
def forwardable() -> Language:
    """Names a forwardfile director looks at: no slash, no dot in front."""
    rest = ANY & ~class_of("/")
    return made_of(rest & ~class_of("."), rest)
