"""Settings files read: TOML, each mistake with its line; what a file extends comes first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from smail_compiler.schema.dialects import DIALECTS
from smail_compiler.text.diagnostic import Severity
from smail_lint.rule import Rule
from smail_lint.selection import UnknownSelectorError, matching, named
from smail_lint.settings.globs import Glob
from smail_lint.settings.record import KEYS, PATH_KEYS, PathRules, Settings, SettingsError
from smail_runtime.routing.described.document import Document, Node

T = TypeVar("T")
SEVERITIES = tuple(one.word for one in Severity)
FIXES = ("safe", "unsafe", "show", "off")
_DEEPEST = 16  # files that extend one another


def read_settings(path: Path) -> Settings:
    """The settings of a file and of those that it extends. Raises SettingsError."""
    return _read(_resolved(path, ""), Settings(), (), "")


def _resolved(path: Path, by: str) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        raise SettingsError(f"{by}{path} cannot be read: its links lead in a circle") from None


def _read(path: Path, into: Settings, above: tuple[Path, ...], by: str) -> Settings:
    """`by` is the place that extends the file, with a colon and a blank behind it."""
    if path in above or len(above) > _DEEPEST:
        raise SettingsError(f"{by}extends leads in a circle back to {path}; take one of them out")
    document = Document(str(path), _text(path, by))
    top = document.read()
    node = None if top is None else _section(top, path)
    if node is not None:
        into = _File(path, document, above).read(node, into)
    if document.complaints:
        raise SettingsError(document.first())
    return into


def _text(path: Path, by: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SettingsError(f"{by}{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{by}{path} is not UTF-8, in which TOML is written") from None


def _section(top: Node, path: Path) -> Node | None:
    """The table with our settings; of a `pyproject.toml` the part that is ours."""
    if path.name != "pyproject.toml":
        return top if _at_the_top(top, path) else None
    for word in ("tool", "smail-check"):
        inner = dict(top.entries("the file")).get(word)
        if inner is None:
            top.complain("there is no [tool.smail-check]", "add it, or name another file")
            return None
        top = inner
    return top


def _at_the_top(top: Node, path: Path) -> bool:
    """Whether the keys of our own file stand where they belong; a complaint otherwise."""
    tool = top.value.get("tool") if isinstance(top.value, dict) else None
    if not isinstance(tool, dict) or "smail-check" not in tool:
        return True
    node = Node(top.document, (*top.path, "tool"), tool)
    node.complain(f"in {path.name} the settings stand at the top", "take [tool.smail-check] out", key=True)
    return False


class _File:
    """One file on its way into the settings."""

    def __init__(self, path: Path, document: Document, above: tuple[Path, ...]) -> None:
        self._path = path
        self._document = document
        self._above = above
        self._origins: dict[str, str] = {}

    def read(self, top: Node, into: Settings) -> Settings:
        """The settings with those of this file put over them."""
        fields = top.fields(KEYS, "[tool.smail-check]" if self._path.name == "pyproject.toml" else "a settings file")
        for one in self._texts(fields, "extends"):
            by = f"{self._place(fields['extends'])}: "
            into = _read(_resolved(self._path.parent / one, by), into, (*self._above, self._path), by)
        self._origins |= into.origins
        for key in fields:
            self._origins[key] = self._place(fields[key])
        changed = msgspec.structs.replace(
            into,
            select=self._selectors(fields, "select") if "select" in fields else into.select,
            extend_select=(*into.extend_select, *self._selectors(fields, "extend-select")),
            ignore=self._selectors(fields, "ignore") if "ignore" in fields else into.ignore,
            preview=self._one(fields, "preview", Node.flag, into.preview),
            fail_on=self._severity(fields["fail-on"], "fail-on") if "fail-on" in fields else into.fail_on,
            severity={**into.severity, **self._severities(fields.get("severity"), "severity")},
            fix={**into.fix, **self._fixes(fields.get("fix"))},
            dialect=self._dialect(fields) if "dialect" in fields else into.dialect,
            baseline=self._baseline(fields) if "baseline" in fields else into.baseline,
            exclude=(*into.exclude, *(self._glob(one) for one in self._texts(fields, "exclude"))),
            paths=(*into.paths, *self._paths(fields.get("paths"))),
            parameters={**into.parameters, **self._parameters(fields.get("parameters"))},
        )
        return msgspec.structs.replace(changed, origins=self._origins, files=(*into.files, str(self._path)))

    def _place(self, node: Node) -> str:
        line, _ = self._document.position(self._document.places.of_key(node.path)[0])
        return f"{self._path}:{line}"

    def _one(self, fields: Mapping[str, Node], key: str, read: Callable[[Node, str], T | None], default: T) -> T:
        found = read(fields[key], key) if key in fields else None
        return default if found is None else found

    def _texts(self, fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
        return self._one(fields, key, Node.texts, ())

    def _glob(self, pattern: str) -> Glob:
        return Glob(pattern, os.path.realpath(self._path.parent))

    def _selectors(self, fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
        node = fields.get(key)
        many = node is not None and isinstance(node.value, list)
        for item in () if node is None else node.items(key) if many else (node,):
            for word in item.value.split(",") if isinstance(item.value, str) else ():
                self._known(item, partial(matching, word.strip()))
        return self._texts(fields, key)

    def _known(self, node: Node, find: Callable[[], T], *, key: bool = False) -> T | None:
        """What a word means, or a complaint that it means nothing."""
        try:
            return find()
        except UnknownSelectorError as error:
            message, _, remedy = str(error).partition("; ")
            node.complain(message, remedy, key=key)
            return None

    def _by_rule(self, node: Node | None, key: str) -> Iterator[tuple[Rule, Node]]:
        """The values of a table whose keys are rules."""
        for word, value in node.entries(key) if node is not None else ():
            rule = self._known(value, partial(named, word), key=True)
            if rule is not None:
                self._origins[f"{key}.{rule.kind.code}"] = self._place(value)
                yield rule, value

    def _severities(self, node: Node | None, key: str) -> dict[str, Severity]:
        return {rule.kind.code: self._severity(value, key) for rule, value in self._by_rule(node, key)}

    def _severity(self, node: Node, what: str) -> Severity:
        word = self._choice(node, what, SEVERITIES, "write one; rules are left out by `ignore`")
        return Severity[word.upper()] if word else Severity.WARNING

    def _fixes(self, node: Node | None) -> dict[str, str]:
        return {
            rule.kind.code: self._choice(value, "fix", FIXES) or "off" for rule, value in self._by_rule(node, "fix")
        }

    def _choice(self, node: Node, what: str, known: tuple[str, ...], remedy: str = "write one") -> str | None:
        word = node.text(what)
        if word is None or word in known:
            return word
        from difflib import get_close_matches

        near = get_close_matches(word.lower(), known, n=1)
        node.complain(f"{what} is none of {', '.join(known)}", f"did you mean {near[0]}?" if near else remedy)
        return None

    def _dialect(self, fields: Mapping[str, Node]) -> str | None:
        return self._choice(fields["dialect"], "dialect", tuple(DIALECTS))

    def _baseline(self, fields: Mapping[str, Node]) -> str | None:
        name = fields["baseline"].text("baseline")
        return None if name is None else str(self._path.parent / name)

    def _paths(self, node: Node | None) -> Iterator[PathRules]:
        for pattern, table in node.entries("paths") if node is not None else ():
            fields = table.fields(PATH_KEYS, f'paths."{pattern}"')
            key = f"paths.{pattern}"
            self._origins[key] = self._place(table)
            yield PathRules(
                self._glob(pattern),
                self._selectors(fields, "select") if "select" in fields else None,
                self._selectors(fields, "extend-select"),
                self._selectors(fields, "ignore"),
                self._severities(fields.get("severity"), f"{key}.severity"),
            )

    def _parameters(self, node: Node | None) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for rule, table in self._by_rule(node, "parameters"):
            if not rule.parameters:
                table.complain(f"{rule.kind.code} has nothing to set", "take it out", key=True)
                continue
            fields = table.fields([one.name for one in rule.parameters], f"parameters.{rule.kind.code}")
            for one in rule.parameters:
                value = fields[one.name].number(one.name) if one.name in fields else None
                if value is not None and not one.least <= value <= one.most:
                    fields[one.name].complain(f"{one.name} is from {one.least} to {one.most}", one.meaning)
                elif value is not None:
                    found[one.key] = value
                    self._origins[f"parameters.{one.code}.{one.name}"] = self._place(fields[one.name])
        return found
