"""The config file, and the second one it may name."""

from __future__ import annotations

from smail_compiler.semantics.configured import open_configured
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.semantics.variables import Variables, built_in_variables, text_of, with_settings


def config(directory: str, path: str) -> Part[Variables]:
    """The variables after the config file `path` of a directory and the second file, which overrides it.

    A second file named in the second file is not read.
    """
    built_in = built_in_variables()
    first = _applied(built_in, Tree(directory, library(built_in)).read(path))
    second = open_configured(Tree(directory, library(first.value)), first.value, "second_config_file")
    if second is None:
        return first
    both = _applied(first.value, second)
    return Part(both.value, (*first.found, *both.found), (*first.sources, *both.sources))


def library(variables: Variables) -> str:
    """The directory on the host below which relative names are placed."""
    return text_of(variables, "smail_lib_dir") or "/"


def _applied(variables: Variables, opened: Opened) -> Part[Variables]:
    """The variables after one file; a file that is not there changes nothing."""
    if opened.state is not State.READ:
        return Part(variables, opened.found)
    from smail_compiler.syntax.parse import parse_config

    parsed = parse_config(opened.source)
    part = with_settings(variables, parsed.nodes)
    return Part(part.value, (*parsed.diagnostics, *part.found), (opened.source,))
