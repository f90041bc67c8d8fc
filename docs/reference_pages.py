"""The reference of all settings, made of the facts table: one page for each file and one for each driver.

Every setting shows an example, the smallest text of its file in which it stands; a test loads each of them. What
`docs/drivers/KIND-DRIVER.md` says of a driver, below its title, comes first on its page; its examples are run, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, Sink, ValueType
from smail_compiler.schema.dialects import BASE, EXTENDED, OLD
from smail_compiler.semantics.dump import printed
from smail_compiler.semantics.examples import entry_with
from smail_compiler.semantics.ranges import allowed

WORDS = Path(__file__).parent / "drivers"
PLURAL = {FileKind.DIRECTOR: "directors", FileKind.ROUTER: "routers", FileKind.TRANSPORT: "transports"}
TYPES = {
    ValueType.BOOLEAN: "switch: `name`, `+name` or `-name`",
    ValueType.STRING: "text",
    ValueType.CHARACTER: "one character",
    ValueType.INTEGER: "number",
    ValueType.MODE: "permissions, in octal with a leading 0",
    ValueType.INTERVAL: "interval, as in `1h30m`",
    ValueType.DOUBLE: "decimal fraction",
    ValueType.HEADER: "header",
    ValueType.READ_ONLY: "none: it cannot be set",
}
SINKS = {
    Sink.NONE: "",
    Sink.PATH: " into the name of a file",
    Sink.COMMAND: ", word by word, into the arguments of a program",
    Sink.HEADER: " into a header",
    Sink.ADDRESS: " into an address",
}


def reference_pages() -> Mapping[str, str]:
    """All pages by their path below `docs/`."""
    pages = {"config": _page("Variables of the config file", "config", FileKind.CONFIG, None)}
    for kind, files in PLURAL.items():
        title = f"Generic attributes of {files}"
        pages[files] = _page(title, f"{kind.value}, before the `;`", kind, None)
        for driver in facts.drivers(kind, extended=True):
            heading = f"The {kind.value} driver `{driver}`"
            pages[f"{kind.value}-{driver}"] = _page(heading, f"`driver={driver}`, behind the `;`", kind, driver)
    return {"reference/index.md": _index(pages)} | {f"reference/{name}.md": text for name, text in pages.items()}


def _index(pages: Mapping[str, str]) -> str:
    """The list of pages."""
    rows = "".join(f"- [{text.splitlines()[0].removeprefix('# ')}]({name}.md)\n" for name, text in pages.items())
    count = len(facts.table().attributes)
    return (
        f"# Reference of all settings\n\n{count} variables and attributes. How files are written is told in "
        "[The configuration language](../configuration-language.md); what is in force in your own configuration, "
        f"and where it comes from, by `smail-query config`.\n\n{rows}"
    )


def _page(title: str, place: str, kind: FileKind, driver: str | None) -> str:
    """One page: all settings of one owner by name."""
    own = {one.name: one for one in facts.attributes(kind, driver, extended=True).values()}
    head = [f"# {title}", *_about(kind, driver)]
    if driver is not None and own:
        head += ["## Attributes", _summary([own[name] for name in sorted(own)])]
    if own:
        head.append(f"Where they may stand: {place}.")
    else:
        head.append("It has no attributes of its own.")
    return "\n\n".join([*head, *(_setting(own[name]) for name in sorted(own))]) + "\n"


def _about(kind: FileKind, driver: str | None) -> Iterator[str]:
    """What there is to say of a driver: other spellings, and its dialect."""
    if driver is None:
        return
    others = [
        one for one in facts.driver_spellings(kind) if one != driver and facts.driver_named(kind, one) == driver
    ]
    if others:
        yield f"Also written {_listed(others)}."
    words = WORDS / f"{kind.value}-{driver}.md"
    if words.exists():
        yield words.read_text("utf-8").partition("\n")[2].strip()


def _summary(own: list[Attribute]) -> str:
    """All settings of a driver in one table."""
    rows = (f"| [`{one.name}`](#{one.name}) | {_kind(one)} | {_default(one)} | {one.meaning} |" for one in own)
    return "\n".join(["| name | type | default | what it is for |", "|---|---|---|---|", *rows])


def _kind(fact: Attribute) -> str:
    """The type in a word or two."""
    word = TYPES[fact.type].partition(",")[0].partition(":")[0]
    return f"list of {word}s" if fact.separator else word


def _default(fact: Attribute) -> str:
    """The default, as it would be written."""
    return "unset" if fact.default is None else f"`{printed(fact, fact.default)}`"


def _setting(fact: Attribute) -> str:
    """One setting: what it is for, its properties, and an example."""
    rows = "\n".join(f"- {name}: {text}" for name, text in _properties(fact) if text)
    meaning = fact.meaning[0].upper() + fact.meaning[1:]
    declared = f"```config\n# smail-dialect: {EXTENDED}\n```\n\n" if fact.since == EXTENDED else ""
    readable = fact.type is not ValueType.READ_ONLY
    example = f"\n\n{declared}```{_file(fact)}\n{entry_with(fact)}```" if readable else ""
    return f"## `{fact.name}`\n\n{meaning}.\n\n{rows}{example}"


def _file(fact: Attribute) -> str:
    return PLURAL.get(fact.kind, "config")


def _properties(fact: Attribute) -> Iterator[tuple[str, str | None]]:
    """The columns of the facts table that say something, in words."""
    yield "Type", TYPES[fact.type]
    yield "Words", _listed(fact.enum)
    yield "List", f"items parted by `{fact.separator}`" if fact.separator else None
    yield "Default", _default(fact)
    if fact.as_of_old is not fact:
        yield f"Default in {OLD}", _default(fact.as_of_old)
    bounds = allowed(fact)
    yield "Range", bounds and bounds + (f"; {fact.reason}" if fact.reason else "")
    yield "Required", "yes" if fact.required and fact.default is None else None
    yield "Repeated", "every one counts" if fact.repeatable else None
    yield "Also written", _listed([one for one in fact.spellings if one not in fact.new_spellings])
    yield f"Since {BASE} also", _listed(fact.new_spellings)
    yield "Expanded", _expansion(fact)
    yield "Relative to", f"`{fact.relative_to}`" if fact.relative_to else None
    yield "Brings along", _listed(fact.implies)
    yield "Dialects", _dialects(fact)
    yield "Status", _status(fact)


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _expansion(fact: Attribute) -> str | None:
    """Whether `${...}` counts in it, and where the result ends."""
    if fact.expanded is None:
        return "not known"
    return f"yes{SINKS[fact.sink]}" if fact.expanded else None


def _dialects(fact: Attribute) -> str | None:
    """The dialects that have it, unless all do."""
    if fact.since == EXTENDED:
        return f"`{EXTENDED}` only: Smail itself does not know it"
    if fact.since:
        return f"since {fact.since}"
    return f"until {fact.until}" if fact.until else None


def _status(fact: Attribute) -> str | None:
    """What speaks against it."""
    word = {"deprecated": "deprecated", "unimplemented": "accepted, without effect"}.get(fact.status or "")
    instead = f"; use `{fact.replacement}`" if fact.replacement else ""
    doubt = None if fact.verified else "known by name from later editions; type and meaning are a guess"
    return f"{word}{instead}" if word else doubt
