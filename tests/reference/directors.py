"""The drivers of directors (section 13.3). Each gives what it made of a name, or None when it does not match."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from smail_compiler.ir.program import Entry
from smail_runtime.routing.world import FileText
from tests.reference.affixes import bare
from tests.reference.around import Around, text, value
from tests.reference.checks import demands, mentioned, suspicious
from tests.reference.errors import error
from tests.reference.expansion import expand, quote
from tests.reference.forms import is_form
from tests.reference.includes import include
from tests.reference.items import INCLUDES, Identity, Item, Produced, Resolved
from tests.reference.list_tokens import ListError
from tests.reference.lists import Kind, Target, targets
from tests.reference.lookups import PROTOCOLS, below, opened
from tests.reference.outcome import DeferredError, RefusedError
from tests.reference.scope import ExpansionError

Answer = Produced | Resolved | None


class Asked(msgspec.Struct, frozen=True):
    """A director that is asked about an address."""

    director: Entry
    item: Item
    around: Around

    @property
    def name(self) -> str:
        """The local name."""
        return self.item.name


def ask(director: Entry, item: Item, around: Around) -> Answer:
    """Ask one director. Include forms are for the include drivers alone, and they take nothing else (13.3).

    The same holds for errors and the driver of that name.
    """
    if (item.kind is Kind.INCLUDE) != (director.driver in INCLUDES):
        return None
    if (item.kind is Kind.ERROR) != (director.driver == "error"):
        return None
    if item.kind is Kind.ERROR:
        error(director, item, around)
    if item.kind is Kind.INCLUDE:
        return include(director, item, around)
    return DRIVERS[director.driver](Asked(director, item, around)) if director.driver in DRIVERS else None


def aliasfile(asked: Asked) -> Answer:
    """The value of the name in a database; the results carry no account and no marks but the file's own."""
    director, around = asked.director, asked.around
    name = bare(director, asked.name)
    if name is None:
        return None
    found = _database(director, around)
    if found is None:
        if value(director, "optional"):
            return None
        raise DeferredError("the alias file cannot be opened")
    data, file = found
    listed = PROTOCOLS[text(director, "proto") or "bsearch"](data, name.name)
    if listed is None:
        return None
    doubtful = file is not None and suspicious(file, demands(director), around)
    return Produced(_readable(listed), caution=doubtful, prefix=name.prefix, suffix=name.suffix)


def _database(director: Entry, around: Around) -> tuple[str, FileText | None] | None:
    """The text of an alias file: as it was when the site was loaded, if it stands there, else as it is now.

    Data that were loaded with the site have no owner or mode any more.
    """
    path = below(text(director, "file") or "", around.library)
    loaded = around.site.aliases.get(director.name)
    if loaded is not None and below(loaded.source.path, around.library) == path:
        return loaded.source.data.decode("utf-8", "surrogateescape"), None
    file = opened(path, around.world)
    return None if file is None else (file.data.decode("utf-8", "surrogateescape"), file)


def _readable(listed: str) -> tuple[Target, ...]:
    """The addresses of a value; one that cannot be read fails the address (13.3)."""
    try:
        return targets(listed)
    except ListError as error:
        raise RefusedError(str(error)) from None


def forwardfile(asked: Asked) -> Answer:
    """The list in the file that the name leads to; an empty file and one without addresses are no match (12.4)."""
    director, around, name = asked.director, asked.around, asked.name
    rest = bare(director, name, may_be_empty=True)
    if name.startswith(".") or "/" in name or rest is None:
        return None
    login = around.login(name)
    own = rest.own | ({"home": login.home} if login else {})
    scope = around.scope(None, **own)
    try:
        path = below(expand(text(director, "file") or "", scope), around.library)
    except ExpansionError:
        return None
    file = opened(path, around.world)
    listed = None if file is None else _listed(director, file)
    if file is None or not listed:
        return None
    found = _readable(listed)
    if not found:
        return None
    owner = login.name if login else None
    uids = (file.uid, *([login.uid] if login else []))
    doubtful = suspicious(file, demands(director, owner), around)
    return Produced(
        found,
        Identity(login.name, login.gid, login.home) if login else Identity(),
        caution=doubtful or mentioned(director, "caution", path, uids, login, scope),
        unsecure=mentioned(director, "unsecure", path, uids, login, scope),
        owner=owner,
        prefix=rest.prefix,
        suffix=rest.suffix,
    )


def _listed(director: Entry, file: FileText) -> str:
    """The list: all of the file, or with `forwardto` what stands behind these words on its first line."""
    listed = file.data.decode("utf-8", "surrogateescape")
    if not value(director, "forwardto"):
        return listed
    first = listed.partition("\n")[0]
    return first[len("forward to ") :] if first.lower().startswith("forward to ") else ""


def user(asked: Asked) -> Answer:
    """A login name, behind the prefix if there is one (13.3)."""
    name = bare(asked.director, asked.name)
    login = asked.around.login(name.name) if name is not None else None
    if name is None or login is None:
        return None
    identity = Identity(login.name, login.gid, login.home)
    return Resolved(text(asked.director, "transport") or "", name.name, identity, name.prefix, name.suffix)


def altuser(asked: Asked) -> Answer:
    """Like user, from a database of the form of passwd; it has no transport of its own accord (13.3)."""
    name = bare(asked.director, asked.name)
    if name is None:
        return None
    file = opened(below(text(asked.director, "pwfile") or "", asked.around.library), asked.around.world)
    if file is None:
        raise DeferredError("the account file cannot be opened")
    lines = [line.split(":") for line in file.data.decode("utf-8", "surrogateescape").split("\n")]
    found = next((one for one in lines if one[0].lower() == name.name.lower()), None)
    if found is None or not name.name:
        return None
    if len(found) < 7:
        raise DeferredError("the line is no account")
    identity = Identity(found[0], int(found[3]), found[5])
    return Resolved(text(asked.director, "transport") or "", found[0], identity, name.prefix, name.suffix)


def smartuser(asked: Asked) -> Answer:
    """Any name, once in a chain of addresses (13.3)."""
    template = text(asked.director, "new_user") or asked.around.text("smart_user")
    ancestors = asked.item.with_ancestors()
    if not template or any(one.director is not None and one.director.driver == "smartuser" for one in ancestors):
        return None
    rest = bare(asked.director, asked.name)
    if rest is None:
        return None
    name = _well_formed(rest.name) if value(asked.director, "well_formed_only") else quote(rest.name)
    if name is None:
        return None
    try:
        address = expand(template, asked.around.scope(None, **(rest.own | {"user": name})))
    except ExpansionError as error:
        raise DeferredError(f"configuration error: {error}") from None
    transport = text(asked.director, "transport")
    if transport:
        return Resolved(transport, address, Identity(), rest.prefix, rest.suffix)
    kind = Kind.ERROR if is_form(address) else Kind.ORDINARY
    return Produced((Target(kind, address, address),), prefix=rest.prefix, suffix=rest.suffix)


def _well_formed(name: str) -> str | None:
    """Letters, digits, `- _ +`, dots and blanks, no dash first; runs of dots and blanks are one dot (13.3)."""
    if not re.fullmatch(r"[A-Za-z0-9_+. \t][A-Za-z0-9\-_+. \t]*", name):
        return None
    return re.sub(r"[. \t]+", ".", name)


DRIVERS: dict[str, Callable[[Asked], Answer]] = {
    "aliasfile": aliasfile,
    "forwardfile": forwardfile,
    "user": user,
    "altuser": altuser,
    "smartuser": smartuser,
}
