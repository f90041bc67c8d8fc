"""What is read of a site to answer a question: noted, so that the answer can be known to hold again.

Everything that a rule or a fact learns comes from the fields of the site, from facts, from what the front end said,
from the machine, or from the text of a file. Each of these leaves a note here. An answer whose notes lead to the same
values as before is the same as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import FunctionType, MethodType
from typing import cast

import msgspec

from smail_compiler.ir.program import Setting, Site
from smail_compiler.schema.attribute import Scalar

DIRECTORY = "directory"  # who has that may look at files, and no note tells what is found there
NAME_OF_DIRECTORY = "name of the directory"
MACHINE = "machine"
DIAGNOSTICS = "diagnostics"
VARIABLES = "variables"
SETTING = "setting "
VALUE = "value "
NUMBER = "number "
TEXT = "text "


class Notes(msgspec.Struct, frozen=True):
    """What was read, and which facts were asked for, all by name."""

    reads: set[str] = msgspec.field(default_factory=set)
    facts: set[str] = msgspec.field(default_factory=set)


class _Variables(Mapping[str, Setting]):
    """The variables of a site; each one that is looked at is noted."""

    def __init__(self, variables: Mapping[str, Setting], notes: Notes) -> None:
        self._variables = variables
        self._reads = notes.reads

    def __getitem__(self, name: str) -> Setting:
        self._reads.add(SETTING + name)
        return self._variables[name]

    def __contains__(self, name: object) -> bool:
        self._reads.add(f"{SETTING}{name}")
        return name in self._variables

    def __iter__(self) -> Iterator[str]:
        self._reads.add(VARIABLES)
        return iter(self._variables)

    def __len__(self) -> int:
        self._reads.add(VARIABLES)
        return len(self._variables)


class _Seen:
    """A site whose fields are noted when they are read for the first time."""

    def __init__(self, site: Site, notes: Notes) -> None:
        self._site = site
        self._notes = notes
        self.variables = _Variables(site.variables, notes)

    def __getattr__(self, name: str) -> object:
        if name not in Site.__struct_fields__:
            return _of_class(name, self)
        self._notes.reads.add(name)
        found: object = getattr(self._site, name)
        self.__dict__[name] = found
        return found

    def name_of_directory(self) -> str:
        """The name alone."""
        self._notes.reads.add(NAME_OF_DIRECTORY)
        return self._site.directory

    def variable(self, name: str) -> Scalar:
        """As `Site.variable`: of this one the value counts, not where and how it is written."""
        self._notes.reads.add(VALUE + name)
        return self._site.variable(name)


def _of_class(name: str, site: _Seen) -> object:
    """A property or method of `Site` that finds what it needs in the fields of another. Raises AttributeError."""
    made: object = vars(Site).get(name)
    if isinstance(made, property) and made.fget is not None:
        found: object = made.fget(site)
        return found
    if isinstance(made, FunctionType):
        return MethodType(made, site)
    raise AttributeError(name)


def name_of_directory(site: Site) -> str:
    """The directory of a site for somebody who looks at no file in it."""
    whole = cast(object, site)
    if not isinstance(whole, _Seen):
        return site.directory
    return whole.name_of_directory()


def seen(site: Site, notes: Notes) -> Site:
    """The same site for somebody whose reading is noted."""
    return cast(Site, _Seen(site, notes))
