"""Everything that somebody wrote down, as opposed to what is built in."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting, Site
from smail_compiler.text.source import Span


def written_settings(site: Site) -> Iterator[tuple[Setting, Span]]:
    """Each setting of the site's files with the place of its name and sign: variables, then entries in file order."""
    written = (one for one in _all_settings(site) if one.at is not None)
    return ((one, at) for one in written if (at := one.name_at) is not None)


def _all_settings(site: Site) -> Iterator[Setting]:
    yield from site.variables.values()
    for entry in site.entries:
        yield from entry.settings
