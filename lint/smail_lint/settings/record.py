"""The settings in force, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from smail_compiler.text.diagnostic import Severity
from smail_lint.settings.globs import Glob

DEFAULT = "default"
KEYS = (
    "extends", "select", "extend-select", "ignore", "preview", "fail-on", "severity", "fix", "dialect", "baseline",
    "exclude", "paths", "parameters",
)  # fmt: skip
PATH_KEYS = ("select", "extend-select", "ignore", "severity")


class PathRules(msgspec.Struct, frozen=True):
    """What is different for the files that a pattern matches."""

    where: Glob
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = MappingProxyType({})


class Settings(msgspec.Struct, frozen=True):
    """All settings. Rules are codes, except in selectors, which may be names, families and beginnings of codes.

    `fix` gives rules another class of repairs, or `off`; `parameters` holds numbers by code and name. `origins` tells
    for keys, and for `key.item` of tables, the file and line that set them. `files` are those that were read.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: Severity = Severity.WARNING
    severity: Mapping[str, Severity] = MappingProxyType({})
    fix: Mapping[str, str] = MappingProxyType({})
    dialect: str | None = None
    baseline: str | None = None
    exclude: tuple[Glob, ...] = ()
    paths: tuple[PathRules, ...] = ()
    parameters: Mapping[tuple[str, str], int] = MappingProxyType({})
    origins: Mapping[str, str] = MappingProxyType({})
    files: tuple[str, ...] = ()


class SettingsError(Exception):
    """A settings file cannot be used; the message is one line with file, line and what to do."""
