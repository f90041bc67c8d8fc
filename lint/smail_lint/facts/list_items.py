"""The items of a list with the place of each."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.text.source import Span, bytes_of


def items(setting: Setting) -> Iterator[tuple[str, Span]]:
    """Each item of a list that somebody wrote, without blanks around it, where it stands or else the whole value."""
    whole = setting.place
    if whole is None or not isinstance(setting.value, str):
        return
    data, at = whole.source.part(whole.start, whole.end), whole.start
    for one in map(str.strip, setting.value.split(setting.fact.separator or ":")):
        found = data.find(bytes_of(one), at - whole.start) if one else -1
        if found < 0:
            yield one, whole
            continue
        at = whole.start + found + len(bytes_of(one))
        yield one, whole.source.span(at - len(bytes_of(one)), at)
