"""Facts that are found once, when they are first asked for, with notes of who asked for what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Generic, Self, TypeVar, cast, overload
from weakref import WeakMethod

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, TableSource
from smail_lint.facts.bounds import bounds
from smail_lint.facts.machine import Machine, nowhere
from smail_lint.facts.notes import DIAGNOSTICS, MACHINE, NUMBER, TEXT, Notes, seen
from smail_lint.facts.parameters import Parameter

A = TypeVar("A", bound="Asking")
T = TypeVar("T")


def _as_long_as_it_is_there(tell: Callable[[SourceFile], None]) -> Callable[[SourceFile], None]:
    """The same call without keeping its object: places in files, which know their file, are not seen as circles."""
    kept = WeakMethod(tell)

    def told(source: SourceFile) -> None:
        found = kept()
        if found is not None:
            found(source)

    return told


class _Shared:
    """What all questions about a site share; `asking` are the notes of those that are being answered."""

    def __init__(
        self,
        site: Site,
        diagnostics: tuple[Diagnostic, ...],
        machine: Machine,
        parameters: Mapping[tuple[str, str], int],
    ) -> None:
        self.site = site
        self.diagnostics = diagnostics
        self.machine = machine
        self.parameters = parameters
        self.known: dict[str, object] = {}
        self.notes: dict[str, Notes] = {}
        self.asking: list[Notes] = []
        for source, entries in bounds(site).items():
            if isinstance(source, TableSource):
                source.entries = entries
        for source in site.sources:
            if isinstance(source, TableSource):
                source.told = _as_long_as_it_is_there(self._told)

    def _told(self, source: SourceFile) -> None:
        """Somebody looks at the text of a file."""
        if self.asking:
            self.asking[-1].reads.add(TEXT + source.path)


class Asking:
    """The program, what the front end said of it, and its machine, for one who asks; `site` and all else is noted."""

    def __init__(
        self,
        site: Site,
        diagnostics: tuple[Diagnostic, ...],
        machine: Machine | None = None,
        parameters: Mapping[tuple[str, str], int] = MappingProxyType({}),
    ) -> None:
        self._begin(_Shared(site, diagnostics, machine or nowhere(), parameters), "")

    def _begin(self, shared: _Shared, name: str) -> None:
        self._shared = shared
        self._notes = shared.notes.setdefault(name, Notes())
        self.site = seen(shared.site, self._notes)

    def _named(self, name: str) -> Self:
        one = type(self).__new__(type(self))
        one._begin(self._shared, name)
        return one

    def answer(self, name: str, find: Callable[[Self], T]) -> T:
        """What `find`, which must leave nothing to be done later, finds here; what it reads is noted under `name`."""
        one = self._named(name)
        self._shared.asking.append(one._notes)
        try:
            return find(one)
        finally:
            self._shared.asking.pop()

    def fact(self, name: str, find: Callable[[Self], T]) -> T:
        """A fact, found at most once."""
        self._notes.facts.add(name)
        known = self._shared.known
        if name not in known:
            known[name] = self.answer(name, find)
        return cast(T, known[name])

    def reads(self, name: str) -> frozenset[str]:
        """All that was read by now for the answer of that name, and for the facts that it rests on."""
        waiting, known = [name], {name}
        while waiting:
            more = self._shared.notes[waiting.pop()].facts - known
            known |= more
            waiting += more
        return frozenset[str]().union(*(self._shared.notes[one].reads for one in known))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the front end said."""
        self._notes.reads.add(DIAGNOSTICS)
        return self._shared.diagnostics

    @property
    def machine(self) -> Machine:
        """The machine that the site is for."""
        self._notes.reads.add(MACHINE)
        return self._shared.machine

    def number(self, parameter: Parameter) -> int:
        """A number of a rule, as the site's settings have it."""
        self._notes.reads.add(f"{NUMBER}{parameter.code} {parameter.name}")
        return self._shared.parameters.get(parameter.key, parameter.default)


class fact(Generic[A, T]):  # noqa: N801  a decorator, as `property` is one
    """A fact of a class of them: what the method gives, found when it is first asked for."""

    def __init__(self, find: Callable[[A], T]) -> None:
        self._find = find
        self._name = f"fact {find.__name__}"
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, asking: None, owner: object) -> Self: ...
    @overload
    def __get__(self, asking: A, owner: object) -> T: ...
    def __get__(self, asking: A | None, owner: object) -> T | Self:
        return self if asking is None else asking.fact(self._name, self._find)
