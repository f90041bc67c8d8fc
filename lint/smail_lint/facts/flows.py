"""Flows: where data from the wire reaches a sink (`smail_lint.facts.sinks`) and can do harm there."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.syntax.expression import Command, Part, Repeat, Text
from smail_lint.facts import shell, sinks
from smail_lint.facts.alternatives import UNSURE, Reference, Row, Scope, rows
from smail_lint.facts.characters import class_of, has
from smail_lint.facts.reachability import Arrival, Names, names_of, new_user


class Harm(enum.Enum):
    """What goes wrong."""

    SHELL = "a shell reads the value as commands"
    UNDONE = "quotes that protected it are broken again"
    WRONG_QUOTES = "mail quotes are no protection in a shell"
    QUOTED_TWICE = "quotes in the text cancel those of the value"
    OPTION = "the value can be taken as an option"
    PROGRAM = "the value chooses the program"
    PATH = "the value can lead out of the directory"
    HEADER = "the value can begin a header field of its own"
    LIST = "the value can add an address"
    FILE = "the value chooses the file of a look-up"


class Flow(msgspec.Struct, frozen=True):
    """A reference that does harm: in which setting, for whose mail, and a value that shows it."""

    harm: Harm
    reference: Reference
    setting: Setting
    arrival: Arrival
    witness: str
    place: shell.Place = shell.Place.BARE


def flows(site: Site, ways: Mapping[str, tuple[Arrival, ...]]) -> tuple[Flow, ...]:
    """All flows of a site: one a reference and harm, for the first of the `ways` by which it happens."""
    found: dict[tuple[Harm, int, int, str], Flow] = {}
    for one in (*_at_transports(site, ways), *_at_directors(site), *_at_routers(site)):
        at = one.reference.variable.at
        found.setdefault((one.harm, at.start, at.end, at.source.path), one)
    return tuple(found.values())


def _at_transports(site: Site, ways: Mapping[str, tuple[Arrival, ...]]) -> Iterator[Flow]:
    for entry in site.transports:
        if entry.at is not None and site.transport(entry.name) is entry:
            for arrival in ways[entry.name]:
                yield from _at_transport(entry, arrival)


def _at_transport(entry: Entry, arrival: Arrival) -> Iterator[Flow]:
    command = entry.setting("cmd", private=True)
    if command is not None and isinstance(command.template, Command) and command.at is not None:
        yield from _in_command(command, command.template, arrival)
    target = entry.setting("file", private=True) or entry.setting("dir", private=True)
    if target is not None and isinstance(target.template, Text) and target.at is not None:
        checked = bool(entry.value("check_user", private=True))
        yield from _in_path(target, rows(target.template.parts, Scope(arrival.names)), arrival, checked)
        yield from _in_lookups(target, target.template, arrival)
    for header in entry.generic:
        if header.name in _HEADERS and isinstance(header.template, Text) and header.at is not None:
            yield from _in_header(header, header.template, arrival)


_HEADERS = ("insert_header", "append_header")


def _in_header(setting: Setting, text: Text, arrival: Arrival) -> Iterator[Flow]:
    """A line end in data begins a line of the header."""
    for one in sinks.breaking(rows(text.parts, Scope(arrival.names))):
        yield Flow(Harm.HEADER, one, setting, arrival, "x\nBcc: all")
    yield from _in_lookups(setting, text, arrival)


def _in_lookups(setting: Setting, text: Text, arrival: Arrival) -> Iterator[Flow]:
    """Data in the name of a file that is searched."""
    for one in sinks.choosing(text.parts, Scope(arrival.names)):
        slash = has(one.value.characters, "/")
        yield Flow(Harm.FILE, one, setting, arrival, "../../etc/passwd" if slash else "x")


def _in_command(setting: Setting, command: Command, arrival: Arrival) -> Iterator[Flow]:
    """A command line is split before values are put in: they harm only as a script, an option or the program."""
    words = [rows(word, Scope(arrival.names))[0] for text in command.words for word in _words(text.parts)]
    script = shell.script(words)
    if script is not None:
        yield from _in_script(setting, words[script], arrival)
    for one in words[0] if words else ():
        if isinstance(one, Reference) and one.value.wire and arrival.names is not Names.LOGIN:
            yield Flow(Harm.PROGRAM, one, setting, arrival, "/bin/sh" if has(one.value.characters, "/") else "x")
    for one in sinks.options(words[1:script]):
        yield Flow(Harm.OPTION, one, setting, arrival, "-x")


def _words(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """The words that one written word gives: a repeated group ends words of its own."""
    open_word: list[Part] = []
    for part in parts:
        if isinstance(part, Repeat):
            for text in part.words:
                yield (*open_word, *text.parts)
                open_word = []
        else:
            open_word.append(part)
    if open_word:
        yield tuple(open_word)


def _in_script(setting: Setting, text: Row, arrival: Arrival) -> Iterator[Flow]:
    for reference, place, witness in sinks.acting(text):
        yield Flow(_harm(reference.variable.operators), reference, setting, arrival, witness, place)


def _harm(operators: Sequence[str]) -> Harm:
    """Which mistake lets a value act: seen from the operator applied last, the first that quotes or strips."""
    telling = [one for one in map(str.lower, operators) if one in ("quote", "shquote", "strip", "make_filename")]
    if telling[:1] in (["strip"], ["make_filename"]) and {"quote", "shquote"} & {*telling}:
        return Harm.UNDONE
    return {"quote": Harm.WRONG_QUOTES, "shquote": Harm.QUOTED_TWICE}.get("".join(telling[:1]), Harm.SHELL)


_PATHS = ("../../etc/passwd", "/etc/passwd", "a/b")


def _in_path(setting: Setting, texts: Sequence[Row], arrival: Arrival, checked: bool) -> Iterator[Flow]:
    """A slash in data moves a path to another directory; `check_user` refuses names that hold one."""
    for one in sinks.leaving(texts, checked=checked):
        witness = next((path for path in _PATHS if not class_of(path) & ~one.value.characters), "a/b")
        yield Flow(Harm.PATH, one, setting, arrival, witness)


def _at_directors(site: Site) -> Iterator[Flow]:
    for entry in site.directors:
        if not entry.known:
            continue
        if entry.driver == "forwardfile":
            yield from _in_forward_file(entry)
        if entry.driver == "smartuser" and not isinstance(entry.value("transport", private=True), str):
            yield from _in_new_user(entry, new_user(site, entry))


def _at_routers(site: Site) -> Iterator[Flow]:
    """The command of queryprogram, split before values are put in, and the file of reroute."""
    for entry in site.routers:
        arrival = Arrival(Names.TARGET, entry)
        for name in ("cmd", "file"):
            setting = entry.setting(name, private=True)
            if setting is None or setting.at is None:
                continue
            if isinstance(setting.template, Command):
                yield from _in_command(setting, setting.template, arrival)
            elif isinstance(setting.template, Text):
                texts = rows(setting.template.parts, Scope(arrival.names))
                yield from _in_path(setting, texts, arrival, checked=False)
                yield from _in_lookups(setting, setting.template, arrival)


def _in_forward_file(entry: Entry) -> Iterator[Flow]:
    """The name itself holds no slash here, other data may."""
    setting = entry.setting("file", private=True)
    if setting is not None and isinstance(setting.template, Text) and setting.at is not None:
        texts = rows(setting.template.parts, Scope(Names.ANY_LOCAL))
        yield from _in_path(setting, texts, Arrival(Names.ANY_LOCAL, entry), checked=True)
        yield from _in_lookups(setting, setting.template, Arrival(Names.ANY_LOCAL, entry))


def _in_new_user(entry: Entry, setting: Setting | None) -> Iterator[Flow]:
    """A result that begins with a bar is run by the shell of the transport `pipe`; with a slash it is a file."""
    if setting is None or setting.at is None or not isinstance(setting.template, Text):
        return
    names = names_of(entry)
    arrival = Arrival(Names.QUOTED_LOCAL if names is Names.ANY_LOCAL else names, entry)
    yield from _in_lookups(setting, setting.template, arrival)
    for text in rows(setting.template.parts, Scope(arrival.names)):
        form = _unquoted(text)
        head = form[0] if form and isinstance(form[0], str) else ""
        if head.startswith("|"):
            yield from _in_script(setting, (head[1:], *form[1:]), arrival)
        elif head.startswith(("/", "~", ":include:")):
            yield from _in_path(setting, [form], arrival, checked=False)
        elif head == UNSURE:
            yield from _in_script(setting, form, arrival)
        else:
            for one in sinks.separating([form]):
                yield Flow(Harm.LIST, one, setting, arrival, "x,y")


def _unquoted(text: Row) -> Row:
    """A result without the mail quotes around it and the blanks before it."""
    if not text or not isinstance(text[0], str):
        return text
    head, *rest = text
    stripped = str(head).lstrip()
    if not stripped.startswith('"'):
        return (stripped, *rest)
    if rest and isinstance(rest[-1], str):
        rest[-1] = rest[-1].rstrip().removesuffix('"')
    return (stripped[1:].replace("\\", ""), *rest)
