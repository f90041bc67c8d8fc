"""The owners of lists, and whether somebody takes their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from smail_compiler.ir.program import Entry
from smail_compiler.syntax.expression import Text
from smail_compiler.text.source import Span
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.named_lists import NamedList, around_user

if TYPE_CHECKING:
    from smail_lint.facts.site_facts import SiteFacts


def owner_of(one: NamedList) -> str | None:
    """The folded owner of a list, when it is made of the name and constant text and is a local name."""
    setting = one.director.setting("owner", private=False)
    template = setting.template if setting is not None else None
    ends = around_user(template.parts) if isinstance(template, Text) else None
    if ends is None or any(sign in "".join(ends) for sign in "@!%:/|"):
        return None
    return f"{ends[0]}{one.name}{ends[1]}".lower()


def owner_places(director: Entry) -> Iterator[Span]:
    """Where the owner is written."""
    setting = director.setting("owner", private=False)
    if setting is not None and setting.value_at is not None:
        yield setting.value_at


def is_handled(facts: SiteFacts, lists: Iterable[NamedList], owner: str) -> bool:
    """Whether somebody, at any local host, may well take an owner's address. Accounts hardly have such names."""
    account = facts.machine.account(owner)
    if account is not None and account.exists:
        return True
    known = {id(one.director) for one in lists}
    if any(one.name == owner for one in lists):
        return True
    others = (one for one in facts.match_sets if id(one.entry) not in known)
    return any(owner in one.may and not _is_unlikely(one) for one in others)


def _is_unlikely(one: MatchSet) -> bool:
    """Whether a director takes accounts only, without a prefix or suffix that would be the owner's."""
    entry = one.entry
    affixed = any(entry.value(name, private=True) for name in ("prefix", "suffix"))
    in_home = str(entry.value("file", private=True) or "").startswith("~")
    return one.understood and not affixed and (entry.driver == "user" or (entry.driver == "forwardfile" and in_home))
