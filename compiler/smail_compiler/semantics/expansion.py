"""Expanded values: parsed once, and every name in them looked up (reference semantics, section 8.3)."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import Attribute, Sink
from smail_compiler.schema.contexts import moment_of
from smail_compiler.schema.dialects import BASE, OLD
from smail_compiler.semantics import kinds
from smail_compiler.semantics.editions import GONE, stood_in
from smail_compiler.semantics.misplaced import misplaced
from smail_compiler.semantics.near import nearest
from smail_compiler.semantics.part import Part
from smail_compiler.syntax.expression import Command, ForEach, Text, Variable
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.syntax.walking import nodes_of
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix
from smail_compiler.text.source import SourceFile
from smail_runtime.routing.site_lists import LISTS

Template = Text | Command | None
Items = tuple[Text, ...]

_NAMES = """
user addr input_addr host home sender from sender_name fullname message_id id message_size size message_body_size
body_size ctime date spool_date $ pid uucp_name visible_name name primary_name primary version version_string
release_date release compile_num ld_num compile_date ld_date smail_lib_dir lib_dir sender_host sender_host_addr
sender_proto ident_sender ident_method program sender_program director router transport grade value file
prefix suffix
"""
VARIABLES = frozenset(_NAMES.split())
"""Every variable of the expansion language, in lower case; names compare without case."""


def template_of(
    fact: Attribute, node: AttributeNode | None, value: object, edition: str = BASE
) -> Part[tuple[Template, Items]]:
    """The parsed value of an expanded setting; `node` is None for a built-in value.

    A command gives a Command, a list with its own expansion for each item gives the items.
    """
    if not fact.expanded or not isinstance(value, str):
        return Part((None, ()))
    part = _template(fact, node, value, edition)
    template, items = part.value
    trees = (template, *items) if template is not None else items
    said = tuple(one for tree in trees for one in misplaced(tree, moment_of(fact)))
    if edition == OLD:
        template = None if template is None else stood_in(template)
        items = tuple(one for one in map(stood_in, items) if isinstance(one, Text))
    return Part((template, items), (*part.found, *said))


def _template(fact: Attribute, node: AttributeNode | None, value: str, edition: str) -> Part[tuple[Template, Items]]:
    """The parsed value, and what is wrong with its form and its names."""
    source = None if node is None else node.at.source
    offsets = () if node is None else node.offsets
    if fact.sink is Sink.COMMAND:
        return _command(value, offsets, source, edition)
    if fact.separator is not None:
        return _items(value, offsets, source, fact.separator, edition)
    text, found = _parsed(value, offsets, source, edition)
    return Part((text, ()), found)


def _parsed(
    value: str, offsets: tuple[int, ...], source: SourceFile | None, edition: str
) -> tuple[Text | None, tuple[Diagnostic, ...]]:
    """A text and what is wrong with it."""
    from smail_compiler.syntax.templates import parse_text

    text, found = parse_text(value, offsets, source)
    return text, found if text is None else (*found, *undefined(text, edition))


def _command(
    value: str, offsets: tuple[int, ...], source: SourceFile | None, edition: str
) -> Part[tuple[Template, Items]]:
    """A command line."""
    from smail_compiler.syntax.templates import parse_command

    command, found = parse_command(value, offsets, source)
    return Part((command, ()), found if command is None else (*found, *undefined(command, edition)))


def _items(
    value: str, offsets: tuple[int, ...], source: SourceFile | None, separator: str, edition: str
) -> Part[tuple[Template, Items]]:
    """The items of a list, each a text of its own; one that cannot be parsed is left out, as it never matches."""
    texts: list[Text] = []
    found: list[Diagnostic] = []
    start = 0
    for item in value.split(separator):
        text, said = _parsed(item, offsets[start : start + len(item) + 1], source, edition)
        texts += [text] if text is not None else []
        found += said
        start += len(item) + len(separator)
    return Part((None, tuple(texts)), tuple(found))


def undefined(tree: Text | Command, edition: str = BASE) -> Iterator[Diagnostic]:
    """What is said of names that no context knows in an edition of Smail."""
    for variable in variables(tree):
        name = variable.name.lower()
        if name not in VARIABLES and not (edition == OLD and name in GONE):
            yield _undefined(variable)


def _undefined(variable: Variable) -> Diagnostic:
    """One unknown name."""
    near = nearest(variable.name.lower(), VARIABLES)
    notes: tuple[str, ...] = ("the expansion of the whole text fails when this name is reached",)
    fix = None
    if variable.name.lower() in GONE:
        notes = (f"`{variable.name}` was a variable of the 3.1 edition and is gone", *notes)
    elif near and variable.at.text.count(variable.name) == 1:
        fixed = variable.at.text.replace(variable.name, near)
        fix = Fix(f"write `{near}`", "unsafe", (Edit(variable.at, fixed),))
    return Diagnostic(
        kinds.UNDEFINED_VARIABLE,
        f"no variable is called `{variable.name}`",
        variable.at,
        notes=notes,
        help=f"did you mean `{near}`?" if near else "see the list of variables for the names there are",
        category="expansion-failed",
        fix=fix,
    )


def variables(tree: Text | Command) -> Iterator[Variable]:
    """Every variable that a tree mentions, in order; the names of lists that `foreach` goes through are none."""
    lists = [one.items for one in nodes_of(ForEach, tree) if one.items.name.lower() in LISTS]
    return (one for one in nodes_of(Variable, tree) if one not in lists)
