"""Languages over local parts: regular sets, give or take finitely many words.

A language is an automaton plus the words it has more and the words it has less. Guards of directors make the
automaton, and it stays small; the keys of alias files make the words, and stay plain sets however many they are. All
Boolean operations keep this form: the automata are combined, and only the words that were exceptions before can be
exceptions after. docs/decisions/0004-match-sets.md tells why this is here and not taken from a library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from smail_lint.facts.automaton import EVERYTHING, NOTHING, SOMETHING, Automaton
from smail_lint.facts.automaton_algebra import Keep, combined, ending, first_word, spelled
from smail_lint.facts.characters import ANY, class_of, fold, reading_order
from smail_lint.facts.common_words import Reader, first_common
from smail_lint.facts.words import words

LIKELY_NAMES = ("jane", "info")
"""What stands for any name where every name would do."""


class Language:
    """An immutable set of words; two are equal if they hold the same words.

    `more` and `less` are the words by which it differs from `base`; no word of `more` is in `base`, and every word
    of `less` is.
    """

    __slots__ = ("__dict__", "base", "less", "more")

    def __init__(self, base: Automaton, more: frozenset[str], less: frozenset[str]) -> None:
        self.base = base
        self.more = more
        self.less = less

    def __contains__(self, word: str) -> bool:
        if word in self.more:
            return True
        return word not in self.less and word in self.base

    def __or__(self, other: Language) -> Language:
        return _joined(self, other, lambda one, two: one or two)

    def __and__(self, other: Language) -> Language:
        return _joined(self, other, lambda one, two: one and two)

    def __sub__(self, other: Language) -> Language:
        return _joined(self, other, lambda one, two: one and not two)

    def __invert__(self) -> Language:
        return ALL - self

    def __le__(self, other: Language) -> bool:
        """Whether every word of this one is a word of `other`."""
        if self.is_finite:
            return all(word in other for word in self.more)
        word = first_word(self.base, other.base, lambda one, two: one and not two)
        if word is not None and word not in self.less and word not in other.more:
            return False
        return not self - other

    def first_common(self, other: Language) -> str | None:
        """The witness of the intersection, None when they have no word in common."""
        if self.is_finite and other.is_finite:
            return min(self.more & other.more, key=reading_order, default=None)
        for one, two in ((self, other), (other, self)):
            if one.is_finite:
                return min((word for word in two.among(one.more) if word in two), key=reading_order, default=None)
        if self.more or other.more:
            return (self & other).witness
        word = first_common(self.reader, other.reader)
        return (self & other).witness if word in self.less | other.less else word

    def among(self, names: frozenset[str]) -> Iterable[str]:
        """Those of some words that can be in it, by how its words begin and end; no word of it is missing."""
        return names if self.more else self.reader.candidates(names)

    def __bool__(self) -> bool:
        """Whether it holds any word."""
        return bool(self.more) or (self.base != NOTHING and (not self.less or self.base_witness is not None))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and self <= other <= self

    __hash__ = None  # type: ignore[assignment]  # equality is a decision about languages, too dear for a key

    def __repr__(self) -> str:
        return f"Language({len(self.base.edges)} states, +{len(self.more)} -{len(self.less)})"

    @cached_property
    def reader(self) -> Reader:
        """Its automaton, made ready to be compared with others."""
        return Reader(self.base)

    @cached_property
    def base_witness(self) -> str | None:
        """The most readable of the shortest words that come from the automaton."""
        if self.base == NOTHING:
            return None
        first = first_common(self.reader, self.reader)
        return first if first not in self.less else next(self._others(), None)

    def _others(self) -> Iterator[str]:
        """The words of the automaton in order, without those that are left out."""
        return (word for word in words(self.base) if word not in self.less)

    @cached_property
    def witness(self) -> str | None:
        """The most readable of its shortest words, None when it is empty."""
        found = [word for word in (self.base_witness, *self._shortest_more()) if word is not None]
        return min(found, key=reading_order, default=None)

    @property
    def example(self) -> str | None:
        """A word that a reader takes for somebody's name, where there is one like the witness; else the witness."""
        return None if self.witness is None else example_of(self.witness, self)

    def _shortest_more(self) -> list[str]:
        shortest = min(map(len, self.more), default=0)
        return [word for word in self.more if len(word) == shortest]

    @property
    def is_finite(self) -> bool:
        """Whether it is known to hold finitely many words: nothing comes from the automaton."""
        return self.base == NOTHING

    def readable_first(self) -> Iterator[str]:
        """All words of a finite language, short before long."""
        return iter(sorted(self.more, key=reading_order))


def example_of(witness: str, *languages: Language) -> str:
    """A word of all these languages that is a plausible name with what the witness starts or ends with."""
    framed = ((witness[:-1] + name, name + witness[1:]) for name in LIKELY_NAMES)
    likely = (word for pair in framed for word in pair)
    return next((word for word in likely if all(word in one for one in languages)), witness)


def _joined(left: Language, right: Language, keep: Keep) -> Language:
    """The Boolean combination of two languages."""
    if left.is_finite and right.is_finite:
        return Language(NOTHING, _joined_words(left.more, right.more, keep), _NONE)
    base = _combined_bases(left.base, right.base, keep)
    more: set[str] = set()
    less: set[str] = set()
    for word in left.more | left.less | right.more | right.less:
        wanted = keep(word in left, word in right)
        if wanted != (word in base):
            (more if wanted else less).add(word)
    return Language(base, frozenset(more), frozenset(less))


def _joined_words(left: frozenset[str], right: frozenset[str], keep: Keep) -> frozenset[str]:
    """The Boolean combination of two sets of words, however many they are."""
    words = left & right if keep(True, True) else _NONE
    if keep(True, False):
        words |= left - right
    return words | (right - left) if keep(False, True) else words


def _combined_bases(left: Automaton, right: Automaton, keep: Keep) -> Automaton:
    """The automata combined, without any work where one of them is empty."""
    if right == NOTHING:
        return left if keep(True, False) else NOTHING
    if left == NOTHING:
        return right if keep(False, True) else NOTHING
    return combined(left, right, keep)


_NONE: frozenset[str] = frozenset()
EMPTY = Language(NOTHING, _NONE, _NONE)
ALL = Language(EVERYTHING, _NONE, _NONE)
NAMES = Language(SOMETHING, _NONE, _NONE)


def finite(names: Iterable[str]) -> Language:
    """Exactly these words, folded."""
    return Language(NOTHING, frozenset(map(fold, names)), _NONE)


def folded(names: frozenset[str]) -> Language:
    """Exactly these words, which are folded."""
    return Language(NOTHING, names, _NONE)


def starting(prefix: str, then: Language = ALL) -> Language:
    """The prefix, folded, and a word of `then`."""
    head = fold(prefix)
    base = then.base if not head else spelled(tuple(map(class_of, head)), then.base)
    return Language(base, frozenset(head + one for one in then.more), frozenset(head + one for one in then.less))


def ending_in(*suffixes: str) -> Language:
    """Every word that is longer than one of the suffixes, folded, and ends in it."""
    tails = sorted(map(fold, suffixes))
    return NAMES if "" in tails else Language(spelled((ANY,), ending(tails)), _NONE, _NONE)


def made_of(first: int, rest: int) -> Language:
    """Words of at least one character: the first of one class, all others of another."""
    loop = Automaton(((((rest, 0),)) if rest else (),), (True,))
    return Language(spelled((first,), loop), _NONE, _NONE)


def holding(characters: int) -> Language:
    """Words with at least one character of the class."""
    others = ANY & ~characters
    edges = (((characters, 1), (others, 0)), ((ANY, 1),))
    return Language(Automaton(edges, (False, True)), _NONE, _NONE)
