"""The kinds of every finding about the form of a file.

Each constant is the identity of one kind of mistake; `SYNTAX_KINDS` lists them all, so that each gets a page in the
manual. The names of section 23 of the reference semantics go into `Diagnostic.category`, beside the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from smail_compiler.text.diagnostic import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

UNTERMINATED_STRING = Kind("SM101", "unterminated-string", _E)
UNEXPECTED_END = Kind("SM102", "unexpected-end-of-attribute", _E)
MISSING_COMMA = Kind("SM103", "missing-comma-between-attributes", _E)
MISSING_COLON = Kind("SM104", "missing-colon-after-entry-name", _E)
INDENTED_ENTRY = Kind("SM105", "indented-entry-swallowed", _E)
COLUMN_ONE = Kind("SM106", "column-one-continuation", _E)
ILLEGAL_CHARACTER = Kind("SM107", "illegal-character-in-bare-value", _E)
EMPTY_ENTRY = Kind("SM111", "empty-entry", _E)
NUL_CHARACTER = Kind("SM114", "nul-or-control-character", _E)
ADDING_OPERATOR = Kind("SM123", "append-operator-not-in-dialect", _E)
TRAILING_TEXT = Kind("SM125", "trailing-garbage-after-value", _E)

UNBALANCED_BRACES = Kind("SM115", "unbalanced-expansion-braces", _E)
UNKNOWN_OPERATOR = Kind("SM116", "unknown-expansion-operator", _E)
BAD_CONDITIONAL = Kind("SM117", "malformed-conditional", _E)
BAD_LOOKUP = Kind("SM118", "malformed-lookup", _E)
UNKNOWN_CONDITION = Kind("SM119", "unknown-condition", _E)
BAD_OPERAND = Kind("SM120", "bad-condition-operand", _E)
DANGLING_DOLLAR = Kind("SM121", "dangling-dollar", _E)
UNBALANCED_REPEAT = Kind("SM122", "unbalanced-address-repeat", _E)

NULL_ENTRY_NAME = Kind("SM130", "null-entry-name", _E)
NULL_ATTRIBUTE_NAME = Kind("SM131", "null-attribute-name", _E)
SIGN_WITH_VALUE = Kind("SM132", "sign-with-value", _E)
EXPECTED_EQUALS = Kind("SM133", "expected-equals", _E)
SHORT_ENTRY = Kind("SM134", "short-entry", _E)
CUT_AT_NUL = Kind("SM135", "value-cut-at-nul", _W)
EMPTY_REFERENCE = Kind("SM136", "empty-reference", _E)
THEN_IS_TEXT = Kind("SM137", "then-is-text", _W)
UNTERMINATED_QUOTE = Kind("SM138", "unterminated-command-quote", _E)
NESTED_TOO_DEEPLY = Kind("SM139", "nested-too-deeply", _E)
BAD_FOREACH = Kind("SM140", "malformed-foreach", _E)
BACKSLASH_BEFORE_DOLLAR = Kind("SM141", "backslash-before-dollar", _W)
QUALIFY_ROW = Kind("SM142", "qualify-row-left-out", _W)

INVALID_PATTERN = Kind("SM225", "invalid-regex", _E)
PATTERN_TOO_LARGE = Kind("SM226", "regex-catastrophic", _E)

MISSING_COMMA_IN_LIST = Kind("SM610", "missing-comma-in-list", _W)
INVALID_ADDRESS = Kind("SM611", "invalid-address", _E)
UNQUOTED_COMMAND = Kind("SM612", "unquoted-command", _W)
SWALLOWED = Kind("SM637", "phrase-swallows-addresses", _W)

REFERENCE_FORMS: Mapping[str, Kind] = MappingProxyType(
    {"if": BAD_CONDITIONAL, "lo": BAD_LOOKUP, "fo": BAD_FOREACH},
)
"""The kind for a reference with a form of its own, by the first two letters of its word."""

SYNTAX_KINDS: tuple[Kind, ...] = (
    UNTERMINATED_STRING,
    UNEXPECTED_END,
    MISSING_COMMA,
    MISSING_COLON,
    INDENTED_ENTRY,
    COLUMN_ONE,
    ILLEGAL_CHARACTER,
    EMPTY_ENTRY,
    NUL_CHARACTER,
    UNBALANCED_BRACES,
    UNKNOWN_OPERATOR,
    BAD_CONDITIONAL,
    BAD_LOOKUP,
    UNKNOWN_CONDITION,
    BAD_OPERAND,
    DANGLING_DOLLAR,
    UNBALANCED_REPEAT,
    ADDING_OPERATOR,
    TRAILING_TEXT,
    NULL_ENTRY_NAME,
    NULL_ATTRIBUTE_NAME,
    SIGN_WITH_VALUE,
    EXPECTED_EQUALS,
    SHORT_ENTRY,
    CUT_AT_NUL,
    EMPTY_REFERENCE,
    THEN_IS_TEXT,
    UNTERMINATED_QUOTE,
    NESTED_TOO_DEEPLY,
    BAD_FOREACH,
    BACKSLASH_BEFORE_DOLLAR,
    QUALIFY_ROW,
    INVALID_PATTERN,
    PATTERN_TOO_LARGE,
    MISSING_COMMA_IN_LIST,
    INVALID_ADDRESS,
    UNQUOTED_COMMAND,
    SWALLOWED,
)
