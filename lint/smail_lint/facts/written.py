"""Everything that somebody wrote down, as opposed to what is built in."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting, Site
from smail_compiler.text.source import Span


def written_settings(site: Site) -> Iterator[tuple[Setting, Span]]:
    """Each setting of the site's files with the place of its name and sign: variables, then entries in file order."""
    for setting in _all_settings(site):
        if setting.at is not None:
            yield setting, _name_of(setting, setting.at)


def _all_settings(site: Site) -> Iterator[Setting]:
    yield from site.variables.values()
    for entry in (*site.directors, *site.routers, *site.transports):
        yield from entry.generic
        yield from entry.private


def _name_of(setting: Setting, at: Span) -> Span:
    """The name with its sign, at the start of the setting; a name joined from two lines counts as it was written."""
    signed = at.source.data[at.start : at.start + 1] in (b"+", b"-")
    return at.source.span(at.start, min(at.start + signed + len(setting.spelled), at.end))
