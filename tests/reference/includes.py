"""The include drivers: lists named by `:include:` (section 13.3)."""

from __future__ import annotations

import msgspec

from smail_compiler.ir.program import Entry
from tests.reference.around import Around, known, text, value
from tests.reference.checks import Demands, demands, readable, suspicious
from tests.reference.expansion import expand
from tests.reference.items import INCLUDES, Item, Produced
from tests.reference.list_tokens import ListError
from tests.reference.lists import targets
from tests.reference.lookups import below, opened
from tests.reference.outcome import DeferredError, RefusedError
from tests.reference.scope import ExpansionError

FAMILIES = {"aliasinclude": "aliasfile", "forwardinclude": "forwardfile"}


def include(director: Entry, item: Item, around: Around) -> Produced | None:
    """The list of an include form; it inherits caution and account from the form (13.1)."""
    if not _matches(director, item):
        return None
    path = _path(item, around)
    file = opened(path, around.world)
    if file is None or not readable(file, around.login(item.identity.user or around.nobody().user or "")):
        raise DeferredError(f"the list {path} cannot be opened")
    try:
        found = targets(file.data.decode("utf-8", "surrogateescape"))
    except ListError as error:
        raise RefusedError(str(error)) from None
    doubtful = suspicious(file, _demands(director, item), around)
    return Produced(found, item.identity, caution=item.caution or doubtful, owner=item.owner)


def _matches(director: Entry, item: Item) -> bool:
    """Whether some ancestor that did not come from a list was made by a director of the family (13.3)."""
    wanted = text(director, "matchdirector") or text(director, "match_director")
    return any(
        one.director is not None
        and one.director.driver not in INCLUDES
        and (director.driver == "genericinclude" or one.director.driver == FAMILIES[director.driver])
        and wanted in (None, one.director.name)
        for one in item.with_ancestors()
    )


def _path(item: Item, around: Around) -> str:
    """The name, expanded in the context of the parent; a failure fails the address (8.8).

    The home is that of the form itself: a result of an alias has none (13.3), whatever its parent had.
    """
    assert item.parent is not None
    own = {name: one for name, one in known(item.parent).items() if name != "home"}
    if item.identity.home is not None:
        own["home"] = item.identity.home
    try:
        return below(expand(item.text, around.scope(item.parent, **own)), around.library)
    except ExpansionError as error:
        raise RefusedError(str(error)) from None


def _demands(director: Entry, item: Item) -> Demands:
    """The director's own demands, and with copysecure and copyowners those of the producing director as well.

    To take theirs instead of its own would drop what is written here, where the producing director asks for nothing.
    """
    asked = demands(director)
    source = next(
        one.director for one in item.with_ancestors() if one.director and one.director.driver not in INCLUDES
    )
    theirs = demands(source, item.owner)
    if value(director, "copysecure"):
        asked = msgspec.structs.replace(asked, modemask=asked.modemask | theirs.modemask)
    if value(director, "copyowners"):
        asked = msgspec.structs.replace(
            asked,
            owners=(*asked.owners, *theirs.owners),
            owngroups=(*asked.owngroups, *theirs.owngroups),
            owner=theirs.owner,
            checkowner=theirs.checkowner,
        )
    return asked
