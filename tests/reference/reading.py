"""A place in the text of a reference, and the tokens that stand there (section 8.5)."""

from __future__ import annotations

import re

from tests.reference.expansion import group_end
from tests.reference.scope import ExpansionError

BLANK = " \t\n\v\f\r"


class Reader:
    """Reads a text from left to right."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def skip(self, count: int) -> str:
        """The next characters, which are read now."""
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def blanks(self) -> None:
        """Past white space."""
        self.rest = self.rest.lstrip(BLANK)

    def group(self) -> str:
        """The inside of the brace group that has to stand here."""
        if not self.rest.startswith("{"):
            raise ExpansionError("a brace group is missing")
        return self.skip(group_end(self.rest, 0))[1:-1]

    def token(self) -> str:
        """A brace group, or after blanks and one colon a word (8.5)."""
        if self.rest.startswith("{"):
            return self.group()
        self.blanks()
        self.rest = self.rest.removeprefix(":")
        self.blanks()
        found = re.match(r"[^:{}][A-Za-z0-9_\-./]*", self.rest)
        if found is None:
            raise ExpansionError("a token is missing")
        return self.skip(found.end())
