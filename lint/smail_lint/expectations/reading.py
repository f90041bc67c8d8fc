"""Reading a file of expectations: TOML, each mistake a diagnostic with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span
from smail_lint.expectations.bad_expectations import KIND
from smail_lint.expectations.records import OF_DELIVERY, OUTCOMES, Expectation, Wanted, Written
from smail_runtime.routing.described.document import Document, Node
from smail_runtime.routing.described.places import Range
from smail_runtime.routing.described.script import Script, read_script

TOP = ("target", "world", "expect")
KEYS = (
    "address",
    "from",
    "grade",
    "name",
    "outcome",
    "transport",
    "user",
    "host",
    "path",
    "error",
    "via",
    "deliveries",
)
GRADE = re.compile("[0-9A-Za-z]")


def read(path: str, data: bytes) -> tuple[Written | None, tuple[Diagnostic, ...]]:
    """The file, None if it has mistakes, and those."""
    source = SourceFile(path, data)
    try:
        document = Document(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        at = source.span(error.start)
        return None, (Diagnostic(KIND, "this is not UTF-8", at, help="TOML is written in UTF-8"),)
    reader = _Reader(source, document)
    written = reader.file()
    found = tuple(
        Diagnostic(KIND, one.message, reader.span((one.start, one.end)), help=one.help) for one in document.complaints
    )
    return (None if found else written), found


class _Reader:
    """Turns nodes into records; mistakes gather in the document."""

    def __init__(self, source: SourceFile, document: Document) -> None:
        self._source = source
        self._document = document

    def span(self, place: Range) -> Span:
        """A range of characters as a span of bytes."""
        start, end = (len(self._document.text[:at].encode()) for at in place)
        return self._source.span(start, max(end, start + 1))

    def file(self) -> Written | None:
        """The whole file."""
        top = self._document.read()
        if top is None:
            return None
        fields = top.fields(TOP, "a file of expectations")
        target = fields["target"].text("target") if "target" in fields else "."
        world, script = self._world(fields.get("world"))
        expect = fields.get("expect")
        if expect is None or expect.value == []:
            (expect or top).complain("nothing is expected here", 'write [[expect]] and below it address = "..."')
        found = tuple(self._expectation(one) for one in expect.items("expect")) if expect is not None else ()
        places = {name: self._span_of(node) for name, node in fields.items()}
        return Written(self._source, target or ".", world, script, found, places)

    def _span_of(self, node: Node) -> Span:
        return self.span(self._document.places.of(node.path))

    def _world(self, node: Node | None) -> tuple[str | None, Script | None]:
        """The name of a file, or the tables themselves."""
        if node is None:
            return None, None
        if isinstance(node.value, dict):
            return None, read_script(node, "[world]")
        if not isinstance(node.value, str):
            node.complain(
                "world is the name of a file, or a table", 'write world = "world.toml", or [world.users.joe]'
            )
            return None, None
        return node.value, None

    def _expectation(self, node: Node) -> Expectation:
        fields = node.fields(KEYS, "[[expect]]")
        texts = {key: self._text(fields, key) for key in ("from", "grade", "name", "outcome", "error")}
        addresses = fields["address"].texts("address") if "address" in fields else None
        if isinstance(node.value, dict) and (addresses == () or fields.keys() == node.value.keys() - {"address"}):
            node.complain("this expectation has no address", 'write address = "..."', key=True)
        self._judge(texts, fields)
        delivery = {key: value for key in OF_DELIVERY[:-1] if (value := self._text(fields, key)) is not None}
        places = self._document.places
        return Expectation(
            addresses=addresses or (),
            sender=texts["from"] or "",
            grade=texts["grade"] or "",
            name=texts["name"] or "",
            outcome=texts["outcome"],
            delivery=delivery,
            deliveries=self._deliveries(fields.get("deliveries")),
            error=texts["error"],
            via=(fields["via"].texts("via") or ()) if "via" in fields else (),
            places={key: self._span_of(one) for key, one in fields.items()},
            at=self.span(places.of_key(node.path)),
            last=max((places.of(one.path)[1] for one in fields.values()), default=0),
            table=node.path not in places.values,
        )

    def _text(self, fields: Mapping[str, Node], key: str) -> str | None:
        return fields[key].text(key) if key in fields else None

    def _judge(self, texts: Mapping[str, str | None], fields: Mapping[str, Node]) -> None:
        """Complain of texts that mean nothing where they stand."""
        outcome, grade = texts["outcome"], texts["grade"]
        if outcome is not None and outcome not in OUTCOMES:
            fields["outcome"].complain(f"there is no outcome {outcome!r}", f"it is {', '.join(OUTCOMES)}")
        if grade is not None and GRADE.fullmatch(grade) is None:
            fields["grade"].complain(f"there is no grade {grade!r}", "it is one letter or digit")
        try:
            pattern_of(texts["error"] or "")
        except (re.error, RecursionError, OverflowError) as problem:
            fields["error"].complain(
                f"this is no regular expression: {problem}", "without the slashes it is plain text"
            )

    def _deliveries(self, node: Node | None) -> tuple[Wanted, ...] | None:
        return None if node is None else tuple(self._wanted(node))

    def _wanted(self, node: Node) -> Iterator[Wanted]:
        for one in node.items("deliveries"):
            fields = one.fields(OF_DELIVERY, "a delivery")
            values = {key: text for key, each in fields.items() if (text := each.text(key)) is not None}
            yield Wanted(values, self._span_of(one))


def pattern_of(error: str) -> re.Pattern[str]:
    """What an error is compared with: a text that it holds, or `/a regular expression/`. Raises re.error."""
    if len(error) > 2 and error.startswith("/") and error.endswith("/"):
        return re.compile(error[1:-1])
    return re.compile(re.escape(error))
