"""Looking a key up in a section of the table, whose keys are names and patterns (reference semantics, section 15)."""

from __future__ import annotations

from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.lsearch import Hit


def look_up(data: RoutingData, section: str, key: bytes) -> Hit | None:
    """The first entry, in the order of the source, that fits a key; a pattern counts like a name.

    Raises KeyError for a section that does not exist, and TableError for a damaged one.
    """
    value = data.lookup(section, key)
    line = None if value is None else data.line(section, key)
    for one in data.patterns(section):
        if line is not None and one.line > line:
            break
        if one.pattern.fits(key):
            return Hit(one.value, one.line, one.pattern.text)
    return None if value is None else Hit(value, line or 0)
