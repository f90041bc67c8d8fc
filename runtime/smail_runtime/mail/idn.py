"""Domain names in letters beyond ASCII: their form in ASCII (RFC 5890 to 5892).

Letters are made small and composed, as people type them; what IDNA2008 forbids is refused. Python's own codec follows
the rules of 2003, by which `straße.example` would be the domain of somebody else.
"""

from __future__ import annotations

import unicodedata

_ALWAYS = frozenset("\u00df\u03c2\u06fd\u06fe\u0f0b\u3007")
_NEVER = frozenset("\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b")
_LETTERS_AND_DIGITS = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"})
MAX_LABEL = 63


def ascii_domain(domain: str) -> str | None:
    """The domain with each label of other letters as `xn--...`; None when a label is none by IDNA2008.

    Labels of ASCII letters stay as they are and are not looked at. The rules for characters that need a context, and
    for mixed directions of writing, are those of the registries; such characters are refused here.
    """
    if domain.isascii():
        return domain
    labels = [label if label.isascii() else _label(label) for label in domain.split(".")]
    found = [label for label in labels if label is not None]
    return ".".join(found) if len(found) == len(labels) else None


def _label(label: str) -> str | None:
    """One label."""
    text = unicodedata.normalize("NFC", label.lower())
    if not all(map(_permitted, text)) or unicodedata.category(text[0])[0] == "M":
        return None
    if text[0] == "-" or text[-1] == "-" or text[2:4] == "--":
        return None
    encoded = "xn--" + text.encode("punycode").decode("ascii")
    return encoded if len(encoded) <= MAX_LABEL else None


def _permitted(letter: str) -> bool:
    """Whether IDNA2008 gives the character the property PVALID (RFC 5892, section 3)."""
    if letter.isascii():
        return letter.isalnum() or letter == "-"
    if letter in _ALWAYS or letter in _NEVER:
        return letter in _ALWAYS
    stable = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", letter).casefold()) == letter
    return stable and unicodedata.category(letter) in _LETTERS_AND_DIGITS
