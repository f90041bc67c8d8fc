"""The example on the page about the layout is what the formatter does."""

from __future__ import annotations

import re

from smail_compiler.text.source import SourceFile
from smail_lint.fix.layout.proof import formatted
from smail_testkit.commands import TOP


def test_before_and_after() -> None:
    page = (TOP / "docs" / "formatting.md").read_text()
    before, after = re.findall(r"^```smail\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    done = formatted(SourceFile("directors", before.encode()), "directors")
    assert (done.data.decode(), done.error, done.changed) == (after, None, False)
