"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Kind
from smail_lint.facts.site_facts import SiteFacts


class Rule(msgspec.Struct, frozen=True):
    """One rule: its identity, the release it came with, and its check.

    `check` asks facts and yields findings; it never parses text and never imports another rule. The manual page is
    the docstring of the rule's module. `fix` tells the strongest repair it offers (`safe`, `unsafe`, `show` or
    None); a `preview` rule runs only when selected.
    """

    kind: Kind
    since: str
    check: Callable[[SiteFacts], Iterator[Diagnostic]]
    module: str
    fix: str | None = None
    preview: bool = False
