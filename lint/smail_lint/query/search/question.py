"""The questions of `smail-query search`: conditions such as `transport=pipe`, joined by `and`."""

from __future__ import annotations

import re

import msgspec

from smail_compiler.semantics.near import nearest

FIELDS = {
    "transport": "the transport of a delivery",
    "host": "the next host of a delivery",
    "user": "the account of a local delivery",
    "file": "the file that a delivery writes",
    "address": "the address, file or command that is handed to the transport",
    "owner": "an owner address of a delivery",
    "error": "the message of a failure",
    "status": "the status of a failure, such as 5.1.1",
    "director": "a director that took the address or what came of it",
    "router": "a router that knew the address or what came of it",
    "outcome": "deliver, defer, fail or none",
    "recipient": "the address that was asked about",
    "sender": "remote, local, none, or an address",
}
OUTCOMES = ("deliver", "defer", "fail", "none")
_OPERATORS = ("!=", "!~", "=", "~")
_WORD = re.compile(r"[A-Za-z_]+")
_BLANKS = re.compile(r"\s*")
_BARE = re.compile(r'[^\s"]+')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")


class QuestionError(Exception):
    """The question is not well formed; `column` counts from 1."""

    def __init__(self, column: int, message: str) -> None:
        super().__init__(message)
        self.column = column


class Condition(msgspec.Struct, frozen=True):
    """One field against a value: equal, or with `within` holding it; case is ignored. `negated` turns it round."""

    field: str
    value: str
    within: bool = False
    negated: bool = False

    def holds(self, text: str | None) -> bool:
        """Whether a text is as wanted; what has no value never is."""
        if text is None:
            return False
        text, value = text.casefold(), self.value.casefold()
        return (value in text if self.within else value == text) != self.negated


def parse_question(text: str) -> tuple[Condition, ...]:
    """The conditions of a question. Raises QuestionError."""
    found: list[Condition] = []
    at = _skip(text, 0)
    while True:
        one, at = _condition(text, at)
        found.append(one)
        at = _skip(text, at)
        if at == len(text):
            return tuple(found)
        word = _WORD.match(text, at)
        if word is None or word[0].lower() != "and":
            raise QuestionError(at + 1, "here `and` is expected, or the end")
        at = _skip(text, word.end())


def _condition(text: str, at: int) -> tuple[Condition, int]:
    word = _WORD.match(text, at)
    if word is None:
        raise QuestionError(at + 1, f"here a field is expected: {', '.join(FIELDS)}")
    field = word[0].lower()
    if field not in FIELDS:
        likely = nearest(field, FIELDS)
        hint = f"did you mean {likely}?" if likely else f"the fields are {', '.join(FIELDS)}"
        raise QuestionError(at + 1, f"there is no field {word[0]}; {hint}")
    start = _skip(text, word.end())
    operator = next((one for one in _OPERATORS if text.startswith(one, start)), None)
    if operator is None:
        raise QuestionError(start + 1, f"behind {field} one of =, !=, ~ and !~ is expected")
    begin = _skip(text, start + len(operator))
    value, end = _value(text, begin, field)
    _check(field, operator, value, begin)
    return Condition(field, value, within=operator.endswith("~"), negated=operator.startswith("!")), end


def _value(text: str, at: int, field: str) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return _ESCAPE.sub(r"\1", quoted[1]), quoted.end()
    if text.startswith('"', at):
        raise QuestionError(at + 1, "this quote is not closed")
    bare = _BARE.match(text, at)
    if bare is None:
        raise QuestionError(at + 1, f"here the value of {field} is expected")
    return bare[0], bare.end()


def _check(field: str, operator: str, value: str, at: int) -> None:
    if field == "outcome" and (operator.endswith("~") or value.lower() not in OUTCOMES):
        raise QuestionError(at + 1, f"the outcome is one of {', '.join(OUTCOMES)}, with = or !=")
    if field == "sender" and operator != "=":
        raise QuestionError(at + 1, "a sender is given with =")


def _skip(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
