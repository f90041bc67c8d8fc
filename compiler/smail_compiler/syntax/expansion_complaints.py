"""The findings about expansions and command lines, in the user's words."""

from __future__ import annotations

from smail_compiler.syntax import kinds
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label
from smail_compiler.text.source import Span

_OPERATORS = "lc, uc, quote, shquote, rxquote, strip, make_filename, parent and top"
_CONDITIONS = "def, header, origin, dest, xform, eq, gt, lt, and, or"
FAILED = "expansion-failed"
BAD = "bad-substitution"


def unclosed(at: Span, category: str) -> Diagnostic:
    """`${` without its brace."""
    return Diagnostic(
        kinds.UNBALANCED_BRACES,
        "this `${` has no closing `}`",
        at,
        help="close it with `}`; only braces are counted, quotes and backslashes do not matter",
        category=category,
    )


def dollar_at_end(at: Span, category: str) -> Diagnostic:
    """`$` as the last character."""
    return Diagnostic(
        kinds.DANGLING_DOLLAR,
        "no name follows this `$`",
        at,
        help="name a variable after it, or write `\\\\$` in the file for a literal `$`",
        category=category,
    )


def blind_name(name: str, at: Span, blind: str, category: str) -> Diagnostic:
    """A `$` that swallowed characters which are no name."""
    return Diagnostic(
        kinds.DANGLING_DOLLAR,
        f"`$` takes the next {blind}, so this asks for a variable called `{name}`",
        at,
        help="write `${name}`, and `${$}` for the process id",
        category=category,
    )


def backslash_used_up(at: Span) -> Diagnostic:
    """`"\\$user"` in a file: the value is `$user`."""
    return Diagnostic(
        kinds.BACKSLASH_BEFORE_DOLLAR,
        "the quoting of values uses this backslash up, so the `$` behind it still asks for a variable",
        at,
        help="write `\\\\$` in the file for a literal `$`, or remove the backslash",
        category=FAILED,
    )


def even_backslashes(count: int, at: Span) -> Diagnostic:
    """`\\\\$user` in a value that is expanded."""
    left = "one backslash" if count == 2 else f"{count // 2} backslashes"
    return Diagnostic(
        kinds.BACKSLASH_BEFORE_DOLLAR,
        f"before `$`, {count} backslashes stand for {left}, and the `$` asks for a variable",
        at,
        help="an odd number of backslashes makes the `$` literal; if the variable is meant, write none",
        category=FAILED,
    )


def empty_reference(at: Span, category: str) -> Diagnostic:
    """`${}` or `${lc:}`."""
    return Diagnostic(
        kinds.EMPTY_REFERENCE,
        "a variable name is missing before this `}`",
        at,
        help="write `${name}` or `${operator:name}`",
        category=category,
    )


def unknown_operator(name: str, at: Span, known: tuple[str, ...], category: str) -> Diagnostic:
    """`${lower:user}`."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), (*known, "lower", "upper", "tolower", "toupper"), 1, 0.6)
    guess = {"lower": "lc", "tolower": "lc", "upper": "uc", "toupper": "uc"}.get(near[0], near[0]) if near else None
    return Diagnostic(
        kinds.UNKNOWN_OPERATOR,
        f"`{name}` is no operator",
        at,
        help=(f"did you mean `{guess}`? " if guess else "") + f"the operators are {_OPERATORS}",
        category=category,
        fix=Fix(f"replace by `{guess}`", "unsafe", (Edit(at, guess),)) if guess else None,
    )


def no_conditionals_here(word: str, at: Span) -> Diagnostic:
    """`${if ...}` in a command line."""
    return Diagnostic(
        kinds.REFERENCE_FORMS[word[:2]],
        f"command lines know no `{word}`: only `$name` and `${{operator:name}}`",
        at,
        help="put the decision into the command, or give each case a transport of its own",
        category=BAD,
    )


def unknown_condition(word: str, at: Span) -> Diagnostic:
    """A word after `if` that is no condition."""
    return Diagnostic(
        kinds.UNKNOWN_CONDITION,
        f"`{word}` is no condition",
        at,
        help=f"the conditions are {_CONDITIONS}"
        + ("; only one `!` is allowed, and only before the word" if word.startswith("!") else ""),
        category=FAILED,
    )


def bad_operand(name: str, word: str, allowed: tuple[str, ...], at: Span) -> Diagnostic:
    """`origin:inside`."""
    from difflib import get_close_matches

    near = get_close_matches(word, allowed, 1)
    return Diagnostic(
        kinds.BAD_OPERAND,
        f"expected {' or '.join(allowed)} after `{name}:`, found `{word}`",
        at,
        help=f"did you mean `{near[0]}`?" if near else f"write `{name}:{allowed[0]}`",
        category=FAILED,
        fix=Fix(f"replace by `{near[0]}`", "unsafe", (Edit(at, near[0]),)) if near else None,
    )


def malformed(kind: Kind, expected: str, at: Span, opened: Span, repair: str) -> Diagnostic:
    """Anything else wrong inside `${if ...}` or `${lookup ...}`."""
    found = f"found `{_short(at.text)}`" if at.text.strip() else "found the end"
    labels = (Label(opened, "in this reference"),) if opened.line != at.line else ()
    return Diagnostic(kind, f"expected {expected}, {found}", at, labels=labels, help=repair, category=FAILED)


def then_is_text(at: Span) -> Diagnostic:
    """`${if def:user then {x}}`."""
    return Diagnostic(
        kinds.THEN_IS_TEXT,
        "`then` is not a word of `if`: it becomes part of the text",
        at,
        help="remove `then`, so that the branch follows the condition at once",
        category=FAILED,
    )


def lone_tilde(at: Span) -> Diagnostic:
    """`~` alone."""
    return Diagnostic(
        kinds.EMPTY_REFERENCE,
        "a lone `~` names no one's home",
        at,
        help="write `~/` for the home of the address, or `~login`",
        category=FAILED,
    )


def too_deep(at: Span) -> Diagnostic:
    """References nested beyond any use."""
    return Diagnostic(
        kinds.NESTED_TOO_DEEPLY,
        "references are nested too deeply here",
        at,
        help="no more than 40 levels are read; split the value",
        category=FAILED,
    )


def unterminated_quote(quote: str, at: Span) -> Diagnostic:
    """A quote of a command line that is not closed."""
    return Diagnostic(
        kinds.UNTERMINATED_QUOTE,
        f"this `{quote}` has no closing `{quote}`",
        at,
        help=f"close it, or write `\\{quote}` for the character itself",
        category="unterminated-quote",
    )


def bad_group(message: str, at: Span, category: str) -> Diagnostic:
    """Something wrong with `$( ... $)`."""
    return Diagnostic(
        kinds.UNBALANCED_REPEAT,
        message,
        at,
        help="write `$( ... $)` once around the words to repeat for each address, outside quotes",
        category=category,
    )


def dangling_backslash(at: Span) -> Diagnostic:
    """A backslash that ends a command line."""
    return Diagnostic(
        kinds.UNEXPECTED_END,
        "the command ends after a backslash",
        at,
        help="remove the backslash, or write the character it should protect",
        category=FAILED,
    )


def _short(text: str) -> str:
    """One line, not too long."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 30 else line[:30] + "..."


def blank_before(word: str, at: Span) -> Diagnostic:
    """`${ if ...}`."""
    return Diagnostic(
        kinds.REFERENCE_FORMS[word[:2]],
        f"`{word}` must follow `${{` at once, or it is taken for the name of a variable",
        at,
        help="remove the blanks before it",
        category=FAILED,
    )
