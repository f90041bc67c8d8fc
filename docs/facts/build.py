"""Merge the lists of facts into the packaged table: build.py MANUAL.json TABLES-3.2.json [OUTPUT].

The 3.2 tables win for names, types and defaults; the manual gives expansion, lists, kinds of value and permitted
words; `own.toml` gives meanings, sinks and the decisions of the exact semantics, and settings of our own.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from smail_compiler.schema.attribute import Attribute, FileKind, Scalar, Sink, ValueType
from smail_compiler.semantics.numbers import interval_of, number_of

HERE = Path(__file__).parent
OUTPUT = HERE.parent.parent / "compiler/smail_compiler/schema/facts.json"
Row = dict[str, object]
Key = tuple[str, str, str]  # kind, driver or empty, canonical name

# Spellings of the manual that the 3.2 tables call otherwise, and drivers that are one.
CANONICAL = {
    "trusted_users": "trusted",
    "domains": "visible_domains",
    "match_director": "matchdirector",
    "uucp_from_hack": "unix_from_hack",
}
DRIVERS = {"smtp": "tcpsmtp", "rerouter": "reroute"}
DRIVER_SPELLINGS = {"transport": {"smtp": "tcpsmtp"}, "router": {"rerouter": "reroute"}, "director": {}}
DRIVER_SINCE = {
    "director": {"genericinclude": "3.2", "altuser": "3.2", "error": "extended"},
    "router": {"rewrite": "3.2"},
}
TYPES = {
    "t_string": ValueType.STRING,
    "t_boolean": ValueType.BOOLEAN,
    "t_char": ValueType.CHARACTER,
    "t_int": ValueType.INTEGER,
    "t_long": ValueType.INTEGER,
    "t_mode": ValueType.MODE,
    "t_interval": ValueType.INTERVAL,
    "t_double": ValueType.DOUBLE,
    "t_infoproc": ValueType.READ_ONLY,
    "string": ValueType.STRING,
    "string_or_number": ValueType.STRING,
    "boolean": ValueType.BOOLEAN,
    "character": ValueType.CHARACTER,
    "number": ValueType.INTEGER,
    "integer": ValueType.INTEGER,
    "octal": ValueType.MODE,
    "interval": ValueType.INTERVAL,
}
BY_ROUTINE = {
    "method": ValueType.STRING,
    "short_timeout": ValueType.INTERVAL,
    "long_timeout": ValueType.INTERVAL,
    "remove_header": ValueType.HEADER,
    "insert_header": ValueType.HEADER,
    "append_header": ValueType.HEADER,
}


BY_TYPE: Mapping[ValueType, Row] = {
    ValueType.MODE: {"minimum": 0, "maximum": 0o7777},
    ValueType.INTEGER: {"minimum": 0},
    ValueType.INTERVAL: {"minimum": 0},
    ValueType.DOUBLE: {"minimum": 0},
}
USED: set[str] = set()  # keys of the table of ranges that were met


def rows(tables: Mapping[str, object]) -> Iterator[tuple[Key, Row]]:
    """Every row of a list with its canonical key."""
    for kind in FileKind:
        for driver, row in sections(tables[kind.value]):
            name = str(row["name"])
            if kind is FileKind.CONFIG or kind is FileKind.TRANSPORT or name == "match_director":
                name = str(row.get("variable", CANONICAL.get(name, name)))
            yield (kind.value, DRIVERS.get(driver, driver), name), row


def sections(table: object) -> Iterator[tuple[str, Row]]:
    """Rows of one kind of file with the driver they belong to, empty for none."""
    if isinstance(table, list):
        yield from (("", row) for row in table)
    elif isinstance(table, dict):
        yield from (("", row) for row in table["generic"])
        for driver, own in table["drivers"].items():
            yield from ((driver, row) for row in own)


def gather(tables: Mapping[str, object]) -> tuple[dict[Key, Row], dict[Key, dict[str, None]]]:
    """The first row of each setting, and every name under which it stands."""
    found: dict[Key, Row] = {}
    names: dict[Key, dict[str, None]] = {}
    for key, row in rows(tables):
        merged = found.setdefault(key, {})
        found[key] = {**row, **merged} if not merged else {**row, "since": None, **merged}
        aliases = row.get("aliases", [])
        assert isinstance(aliases, list)
        names.setdefault(key, {}).update(dict.fromkeys([str(row["name"]), *aliases]))
    return found, names


def type_of(key: Key, manual: Row, table: Row) -> ValueType:
    """The 3.2 type, else the manual's; numbers that hold permissions are modes."""
    raw = str((table or manual)["type"])
    if raw == "t_proc":
        return BY_ROUTINE[key[2]]
    numeric = raw in ("number", "integer")
    return ValueType.MODE if numeric and manual.get("value_kind") == "mode" else TYPES[raw]


def default_of(of: ValueType, manual: Row, table: Row) -> Scalar:
    """The typed default; a boolean of which nothing is said is off."""
    raw = (table or manual).get("default")
    if raw is None or raw == "off":
        return False if of is ValueType.BOOLEAN and not table else None
    if not table and of is ValueType.STRING:
        raw = str(raw).replace("\\n", "\n").replace("\\t", "\t")
    if of in (ValueType.INTEGER, ValueType.MODE):
        return raw if isinstance(raw, int) else number_of(str(raw), 64)
    if of is ValueType.INTERVAL:
        return raw if isinstance(raw, int) else (-1 if raw == "-1" else interval_of(str(raw)))
    if of is ValueType.DOUBLE:
        return float(str(raw))
    return raw if isinstance(raw, bool | int) else str(raw)


def old_default_of(of: ValueType, manual: Row, table: Row) -> Row:
    """The manual's default where it documents one and the tables have another."""
    if manual.get("default") in (None, "off") or manual.get("since") or not table:
        return {}
    old, new = default_of(of, manual, {}), default_of(of, {}, table)
    return {} if old == new else {"old_default": old}


def meaning_of(own: Mapping[str, dict[str, str]], kind: str, driver: str, name: str) -> str:
    """Our words for a setting; a missing one is a mistake of this build."""
    return own[f"{kind}.*" if driver else kind][name]


def attribute(key: Key, manual: Row, table: Row, names: dict[str, None], own: Row) -> Attribute:
    """The merged record of one setting."""
    kind, driver, name = key
    place = ".".join(part for part in key if part)
    of = type_of(key, manual, table)
    since = manual.get("since")
    columns: Row = {
        "kind": FileKind(kind),
        "driver": driver or None,
        "name": name,
        "type": of,
        "default": default_of(of, manual, table),
        "spellings": tuple(one for one in names if one != name),
        "separator": manual.get("list"),
        "expanded": manual.get("expanded") or False,
        "value_kind": manual.get("value_kind") or "flag",
        "enum": tuple(part) if isinstance(part := manual.get("enum"), list) and name != "driver" else (),
        "required": bool(manual.get("required")),
        "repeatable": bool(manual.get("repeatable")),
        "implies": tuple(part) if isinstance(part := manual.get("implies"), list) else (),
        "relative_to": manual.get("relative_to"),
        "since": since,
        "until": None if table or since else "3.1",
        "status": manual.get("status"),
        "verified": manual.get("verified") is not False,
    }
    meanings, sinks, fixes, replacements = (own[part] for part in ("meaning", "sink", "fix", "replacement"))
    assert isinstance(meanings, dict) and isinstance(sinks, dict)
    assert isinstance(fixes, dict) and isinstance(replacements, dict)
    columns["meaning"] = meaning_of(meanings, kind, driver, name)
    columns["sink"] = Sink(sinks.pop(place, "none"))
    columns["replacement"] = replacements.pop(place, None)
    columns |= old_default_of(of, manual, table)
    columns |= {field: settled(value) for field, value in fixes.pop(place, {}).items()}
    columns |= bounds_of(own["range"], place, name, of)
    examples = own["example"]
    assert isinstance(examples, dict)
    columns["example"] = examples.pop(place, None)
    return msgspec.convert(columns, Attribute)


def bounds_of(ranges: object, place: str, name: str, of: ValueType) -> Row:
    """The bounds of a setting: those of its place, of its name anywhere, or of its type."""
    assert isinstance(ranges, dict)
    for key in (place, f"*.{name}"):
        if key in ranges:
            USED.add(key)
            return dict(ranges[key])
    return dict(BY_TYPE.get(of, {}))


def settled(value: object) -> object:
    """A decision of `own.toml` as a column: `unknown` and the empty text stand for None."""
    if isinstance(value, list):
        return tuple(value)
    return None if value in ("unknown", "") else value


def merge(manual: Mapping[str, object], tables: Mapping[str, object], own: Row) -> list[Attribute]:
    """All settings, in the order of kind, driver and list."""
    told, told_names = gather(manual)
    listed, listed_names = gather(tables)
    merged = []
    for key in dict.fromkeys([*listed, *told]):
        names = {**listed_names.get(key, {}), **told_names.get(key, {})}
        merged.append(attribute(key, told.get(key, {}), listed.get(key, {}), names, own))
    merged += added(own)
    unmet = set(own["range"]) - USED  # type: ignore[call-overload]
    unused = [*own["sink"], *own["fix"], *own["replacement"], *own["example"], *unmet]  # type: ignore[misc]
    assert not unused, f"own.toml names what no list has: {unused}"
    order = list(FileKind)
    return sorted(merged, key=lambda one: (order.index(one.kind), one.driver or ""))


def added(own: Row) -> Iterator[Attribute]:
    """Settings of our own, which are in neither list: extensions of the language."""
    rows_, examples = own["added"], own["example"]
    assert isinstance(rows_, list) and isinstance(examples, dict)
    for row in rows_:
        for place in row.pop("places"):
            kind, _, driver = place.partition(".")
            bounds = BY_TYPE.get(ValueType(row["type"]), {})
            found = examples.pop(f"{place}.{row['name']}", None)
            columns = {"kind": FileKind(kind), "driver": driver or None, "since": "extended", **bounds, **row}
            yield msgspec.convert({"example": found} | columns, Attribute)


def main(manual: str, tables: str, output: Path = OUTPUT) -> None:
    """Write the table, one record a line."""
    own = tomllib.loads((HERE / "own.toml").read_text())
    found = merge(json.loads(Path(manual).read_text()), json.loads(Path(tables).read_text()), own)
    lines = ",\n".join(msgspec.json.encode(one).decode() for one in found)
    output.write_text(
        f'{{"driver_spellings": {json.dumps(DRIVER_SPELLINGS)},\n"driver_since": {json.dumps(DRIVER_SINCE)},\n'
        f'"attributes": [\n{lines}\n]}}\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(Path(part) for part in sys.argv[3:4]))
