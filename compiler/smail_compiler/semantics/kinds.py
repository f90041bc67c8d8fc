"""The kinds of every finding about meaning: names, values, references and files.

`ALL` lists them, so that each gets a page in the manual.
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

UNREADABLE_FILE = Kind("SM007", "unreadable-or-binary-file", _E)

MISSING_SEMICOLON = Kind("SM112", "missing-semicolon-before-driver-attributes", _E)
DEFAULT_TOKEN = Kind("SM124", "default-token-not-in-dialect", _E)

UNKNOWN_VARIABLE = Kind("SM201", "unknown-config-attribute", _E)
UNKNOWN_GENERIC = Kind("SM202", "unknown-generic-attribute", _E)
UNKNOWN_PRIVATE = Kind("SM203", "unknown-driver-attribute", _E)
WRONG_KIND = Kind("SM204", "wrong-value-kind", _E)
MODE_OUT_OF_RANGE = Kind("SM206", "mode-out-of-range", _E)
BAD_OCTAL = Kind("SM207", "bad-octal-digit", _E)
MEGA_SECONDS = Kind("SM208", "mega-suffix-on-seconds", _W)
BAD_UNIT = Kind("SM209", "unit-not-allowed", _E)
NEGATIVE = Kind("SM210", "negative-number", _W)
BELOW_MINIMUM = Kind("SM211", "below-minimum", _W)
ABOVE_MAXIMUM = Kind("SM212", "above-maximum", _W)
BAD_WORD = Kind("SM213", "bad-enum-value", _E)
BAD_CHARACTER = Kind("SM214", "single-character-expected", _E)
READ_ONLY = Kind("SM231", "read-only-variable", _E)

UNDEFINED_TRANSPORT = Kind("SM301", "undefined-transport", _E)
UNDEFINED_SHADOW = Kind("SM302", "undefined-shadow-or-error-transport", _E)
MISSING_DRIVER = Kind("SM305", "missing-driver", _E)
UNKNOWN_DRIVER = Kind("SM306", "unknown-driver", _E)
MISSING_ATTRIBUTE = Kind("SM309", "missing-required-driver-attribute", _E)
MISSING_FILE = Kind("SM314", "missing-referenced-file", _W)
FALLS_BACK = Kind("SM315", "missing-config-falls-back-silently", _W)
UNDEFINED_VARIABLE = Kind("SM316", "undefined-expansion-variable", _E)
NOT_AVAILABLE = Kind("SM317", "variable-not-available-here", _E)
OUTSIDE_LOOKUP = Kind("SM318", "value-outside-lookup", _E)
NO_PARENT = Kind("SM320", "parent-without-parent", _W)
METHOD_TRANSPORT = Kind("SM323", "method-file-undefined-transport", _E)
SECOND_OF_SECOND = Kind("SM327", "second-config-sets-itself", _E)
REQUIRED_FILE = Kind("SM331", "missing-required-configuration-file", _E)
INCLUDE_MISSING = Kind("SM613", "include-missing", _E)
INCLUDE_LOOP = Kind("SM614", "include-loop", _E)
BAD_ROUTE = Kind("SM630", "path-file-bad-template", _E)
FIRST_LINE_ONLY = Kind("SM633", "forwardto-only-first-line", _W)
KEY_NEVER_FOUND = Kind("SM645", "database-key-never-found", _W)

AFTER_WILDCARD = Kind("SM701", "retry-wildcard-not-last", _E)

TOO_NEW = Kind("SM812", "dialect-feature-too-new", _E)
REMOVED = Kind("SM813", "dialect-feature-removed", _E)
BAD_DECLARATION = Kind("SM817", "bad-dialect-declaration", _W)

ALL: tuple[Kind, ...] = (
    UNREADABLE_FILE,
    MISSING_SEMICOLON,
    DEFAULT_TOKEN,
    UNKNOWN_VARIABLE,
    UNKNOWN_GENERIC,
    UNKNOWN_PRIVATE,
    WRONG_KIND,
    MODE_OUT_OF_RANGE,
    BAD_OCTAL,
    MEGA_SECONDS,
    BAD_UNIT,
    NEGATIVE,
    BELOW_MINIMUM,
    ABOVE_MAXIMUM,
    BAD_WORD,
    BAD_CHARACTER,
    READ_ONLY,
    UNDEFINED_TRANSPORT,
    UNDEFINED_SHADOW,
    MISSING_DRIVER,
    UNKNOWN_DRIVER,
    MISSING_ATTRIBUTE,
    MISSING_FILE,
    FALLS_BACK,
    UNDEFINED_VARIABLE,
    NOT_AVAILABLE,
    OUTSIDE_LOOKUP,
    NO_PARENT,
    METHOD_TRANSPORT,
    SECOND_OF_SECOND,
    REQUIRED_FILE,
    INCLUDE_MISSING,
    INCLUDE_LOOP,
    BAD_ROUTE,
    FIRST_LINE_ONLY,
    KEY_NEVER_FOUND,
    AFTER_WILDCARD,
    TOO_NEW,
    REMOVED,
    BAD_DECLARATION,
)
