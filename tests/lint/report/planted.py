"""Findings made by hand, for every shape that a report must show."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_compiler.text.source import SourceFile, Span

UNKNOWN = Kind("SM203", "unknown-driver-attribute", Severity.ERROR)
SHADOWED = Kind("SM401", "director-shadowed", Severity.ERROR)
OLD = Kind("SM801", "deprecated-attribute", Severity.WARNING)
REMARK = Kind("SM404", "director-generalises", Severity.INFO)
TASTE = Kind("SM901", "default-value-restated", Severity.STYLE)

TRANSPORTS = SourceFile(
    "transports",
    b"# remote mail\nrelay: driver=tcpsmtp;\n\tshort_timeout=5m,\n\tmax_addrs=20\n\nlocal: driver=appendfile;\n"
    b'    file=/var/mail/$user,\n    mode=0600,\n    suffix="\\n"\n',
)
DIRECTORS = SourceFile(
    "directors", b"everyone: driver=smartuser; new_user=$user@hub.example.org\nlists: driver=forwardfile;\n"
)


def at(source: SourceFile, text: bytes, length: int | None = None) -> Span:
    """The first place of `text` in a file, or of its first `length` bytes."""
    start = source.data.index(text)
    return source.span(start, start + (len(text) if length is None else length))


def unknown_attribute() -> Diagnostic:
    """A finding with everything: label, note, help and a repair."""
    name = at(TRANSPORTS, b"max_addrs")
    semicolon = at(TRANSPORTS, b"tcpsmtp;").to(at(TRANSPORTS, b"tcpsmtp;"))
    edits = (
        Edit(at(TRANSPORTS, b"\tmax_addrs=20\n"), ""),
        Edit(TRANSPORTS.span(semicolon.end - 1), ", max_addrs=20;"),
    )
    return Diagnostic(
        UNKNOWN,
        "unknown driver attribute `max_addrs`",
        name,
        labels=(Label(TRANSPORTS.span(semicolon.end - 1), "driver attributes start here"),),
        notes=("reading of this file stops here, so that no remote mail would leave this host until it is mended",),
        help="move it before the `;` on line 2",
        category="unknown-attribute",
        fix=Fix("move `max_addrs` before the `;`", "safe", edits),
    )


def shadowed() -> Diagnostic:
    """A finding with a witness."""
    return Diagnostic(
        SHADOWED,
        "director `lists` can never match",
        at(DIRECTORS, b"lists"),
        labels=(Label(at(DIRECTORS, b"everyone"), "takes every local part first"),),
        help="move `everyone` to the end of the file",
        witness="`staff` goes to `everyone`",
    )


def across_files() -> Diagnostic:
    """A finding whose other half stands in another file."""
    return Diagnostic(
        OLD,
        "the transport of this director is gone",
        at(DIRECTORS, b"forwardfile"),
        labels=(Label(at(TRANSPORTS, b"relay"), "only this one is defined"),),
    )


def long_span() -> Diagnostic:
    """A finding over many lines."""
    return Diagnostic(REMARK, "this entry is never used", at(TRANSPORTS, b"local:", len(TRANSPORTS.data)))


def injection() -> Diagnostic:
    """A finding with the way of data."""
    user, setting = at(TRANSPORTS, b"$user"), at(TRANSPORTS, b"file=/var/mail/$user")
    return Diagnostic(
        Kind("SM507", "path-traversal", Severity.ERROR),
        "`$user` can lead out of the directory",
        user,
        labels=(Label(at(DIRECTORS, b"everyone"), "any name comes in here"),),
        witness="../../etc/passwd",
        flow=(
            Label(at(DIRECTORS, b"everyone"), "any name comes in here"),
            Label(setting, "it is put into `file`"),
            Label(user, "`user` can be `../../etc/passwd` here"),
        ),
    )


def hostile() -> Diagnostic:
    """A finding on a file whose name and text try to break out of every format."""
    name = "::error file=x::%0A##[error]\x1b[2J]]><a b='c' d=\"e\">|`&amp;\\u202e\u202e\udcff"
    source = SourceFile(name, b"\xff\x00\x1b]]>&<!-- \r::set-output::\nbad\n")
    said = "`]]>` ::warning::\n%0A <script>| \x00\x1b[31m \u2028\ufffe \udc80"
    whole = source.span(0, len(source.data))
    fix = Fix(said, "unsafe", (Edit(source.span(1, 3), said),))
    return Diagnostic(OLD, said, whole, (Label(source.span(3), said),), (said,), said, said, None, fix)


def end_of_file() -> Diagnostic:
    """A finding at the end, where there is nothing to underline."""
    return Diagnostic(TASTE, "the entry ends too early", DIRECTORS.span(len(DIRECTORS.data)))


def everything() -> tuple[Diagnostic, ...]:
    """All of them."""
    return (unknown_attribute(), shadowed(), across_files(), long_span(), end_of_file())
