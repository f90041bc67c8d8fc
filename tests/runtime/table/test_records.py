"""Records survive the table whatever bytes their text held."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smail_runtime.table.director import SmartUserDriver
from smail_runtime.table.expression import Text, Variable
from smail_runtime.table.program import SourcePlace
from smail_runtime.table.records import SourceMap, decode, encode

TEXTS = st.binary(max_size=20).map(lambda data: data.decode("utf-8", "surrogateescape"))


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
@example(text="caf\udce9")
@example(text="\U0010ff80\U0010ffff")
@example(text="\U0010ff80\udce9 é")
def test_text_comes_back(text: str) -> None:
    driver = SmartUserDriver(Text((text, Variable(text, (text,)))), True, text)
    assert decode(encode(driver), SmartUserDriver) == driver
    lines = SourceMap((text,), (SourcePlace(text, text, "", 0, 1, 1),))
    assert decode(encode(lines), SourceMap) == lines
