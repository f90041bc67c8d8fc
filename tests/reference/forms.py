"""The forms `:error:`, `:defer:` and `:redirect:` (an extension; the page of the driver error tells)."""

from __future__ import annotations

import re

FORM = re.compile(r":(error|defer|redirect):", re.IGNORECASE)


def is_form(text: str) -> bool:
    """Whether a text is one of the three."""
    return FORM.match(text) is not None
