"""Values as TOML writes them."""

from __future__ import annotations

import json

from smail_lint.report.unicode import scalar


def toml(value: str | int | bool) -> str:
    """A value as JSON has it, which TOML reads too, but for DEL and for lone surrogates: no file can hold those."""
    text = scalar(value) if isinstance(value, str) else value
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
