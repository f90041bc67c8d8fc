"""The dialects of the language, and which is taken when nothing tells."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OLD = "3.1"
BASE = "3.2"
EXTENDED = "extended"

DIALECTS: Mapping[str, str] = MappingProxyType(
    {
        OLD: "Smail 3.1, as its manual has it",
        BASE: "Smail 3.2",
        EXTENDED: "Smail 3.2 with `+=`, `=+`, `$DEFAULT` and settings that Smail itself does not know",
    }
)
"""Each dialect by the name it is declared with."""
