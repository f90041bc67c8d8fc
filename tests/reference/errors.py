"""The driver error: `:error:`, `:defer:` and `:redirect:` in the place of addresses (an extension)."""

from __future__ import annotations

import re
from typing import NoReturn

from smail_compiler.ir.program import Entry
from tests.reference.around import Around, value
from tests.reference.forms import FORM
from tests.reference.items import Item
from tests.reference.outcome import DeferredError, RefusedError


def error(director: Entry, item: Item, around: Around) -> NoReturn:
    """Refuse or defer, as the form says. A redirection that names no mailbox is a fault of the site."""
    form = FORM.match(item.text)
    assert form is not None
    words = re.sub(r"\A[45](?:\.\d{1,3}){2}\s+", "", item.text[form.end() :].strip())
    if value(director, "expand"):
        words = _expanded(words, item, around)
    kind = form.group(1).lower()
    name, at, host = words.strip().partition("@")
    if kind == "redirect" and not (at and _is_word(name) and _is_word(host)):
        raise DeferredError("configuration error: the redirection names no mailbox")
    raise DeferredError(words) if kind == "defer" else RefusedError(words)


def _is_word(text: str) -> bool:
    return bool(text) and not re.search(r"[\s<>@]", text)


def _expanded(words: str, item: Item, around: Around) -> str:
    """Five variables count, with braces or without; any other dollar is itself."""
    assert item.parent is not None
    known = {
        "user": item.parent.name,
        "input_addr": item.parent.text,
        "sender": around.sender,
        "primary_name": around.hostnames[0],
        "primary": around.hostnames[0],
        "visible_name": around.visible_name,
        "name": around.visible_name,
    }
    found = re.compile(r"\$(\w+)|\$\{(\w+)\}", re.ASCII)
    return found.sub(lambda one: known.get((one[1] or one[2]).lower(), one[0]), words)
