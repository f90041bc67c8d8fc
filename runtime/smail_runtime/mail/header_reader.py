"""The grammar of address lists in header fields over their tokens (RFC 5322, sections 3.4 and 4.4)."""

from __future__ import annotations

from smail_runtime.mail.address import Address, AddressError, Form, parse
from smail_runtime.mail.header_tokens import PAIR, Token
from smail_runtime.mail.idn import ascii_domain
from smail_runtime.mail.mailbox import Group, Item, Mailbox

OBSOLETE = "obsolete-syntax"


class RefusedError(Exception):
    """Ends the parse at the first error; never leaves the parser of header fields."""

    def __init__(self, error: AddressError) -> None:
        super().__init__(error.message)
        self.error = error


def _refused(category: str, message: str, at: int) -> RefusedError:
    return RefusedError(AddressError(category, message, at))


class Reader:
    """One parse: the tokens, and the position among them."""

    def __init__(self, tokens: list[Token], obsolete: bool) -> None:
        self.tokens = tokens
        self.obsolete = obsolete
        self.at = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        """The next token, which is stepped over."""
        token = self.token
        if token.obsolete:
            self.only_obsolete("these blanks or characters", token)
        self.at += 1
        return token

    def only_obsolete(self, what: str, token: Token) -> None:
        """Refuses what only section 4 of the RFC permits, unless that is wanted."""
        if not self.obsolete:
            raise _refused(OBSOLETE, f"only the obsolete syntax permits {what}", token.at)

    def only(self) -> Item:
        """One address and nothing behind it."""
        one = self.item(in_group=False)
        if self.token.kind:
            raise _refused("bad-mailbox", "one address is expected, and nothing behind it", self.token.at)
        self.end()
        return one

    def end(self) -> None:
        """The end, with what stands before it."""
        if self.token.obsolete:
            self.only_obsolete("these blanks or characters", self.token)

    def items(self, *, in_group: bool = False) -> list[Item]:
        """A list parted by commas; empty items are obsolete, a list of nothing else is none."""
        found: list[Item] = []
        closing = ";" if in_group else ""
        expected = not in_group or self.token.kind != closing
        while expected:
            if self.token.kind in (",", closing):
                if not (found or self.token.kind == "," or in_group):
                    raise _refused("null-address", "a list holds at least one address", self.token.at)
                self.only_obsolete("an empty place in a list", self.token)
            else:
                found.append(self.item(in_group=in_group))
            expected = self.token.kind == ","
            self.at += expected
        if self.token.kind != closing:
            what = "`;` at the end of the group" if in_group else "`,` or the end"
            raise _refused("bad-mailbox", f"{what} is expected", self.token.at)
        self.end()
        return found

    def item(self, *, in_group: bool) -> Item:
        """A mailbox or a group."""
        first = self.at
        while self.token.kind in ("atom", "quoted", "."):
            self.take()
        words = self.tokens[first : self.at]
        if self.token.kind == "@":
            return Mailbox("", self.addr_spec(words))
        if self.token.kind == "<":
            return Mailbox(self.phrase(words) if words else "", self.angle_addr())
        if self.token.kind == ":" and words and not in_group:
            return self.group(self.phrase(words))
        if not words and not self.token.kind:
            raise _refused("null-address", "an address is expected", self.token.at)
        raise _refused("bad-mailbox", "`@` is expected" if words else "an address is expected", self.token.at)

    def group(self, name: str) -> Group:
        """What follows the name of a group."""
        self.take()
        members = self.items(in_group=True)
        self.take()
        return Group(name, tuple(one for one in members if isinstance(one, Mailbox)))

    def phrase(self, words: list[Token]) -> str:
        """The name before an address or a group: words; dots are obsolete, and never come first."""
        for number, word in enumerate(words):
            if word.kind == ".":
                if number == 0:
                    raise _refused("bad-mailbox", "a name is expected, and it does not begin with a dot", word.at)
                self.only_obsolete("a dot in a name without quotes", word)
        shown = "".join((" " if word.spaced else "") + _unquoted(word) for word in words)
        return shown.strip()

    def angle_addr(self) -> Address:
        """`<...>`, in the obsolete syntax with a source route."""
        opened = self.take()
        if self.token.kind in ("@", ","):
            self.only_obsolete("a source route", self.token)
            self.route()
        if self.token.kind == ">":
            raise _refused("null-address", "nothing stands between the brackets", self.token.at)
        first = self.at
        while self.token.kind in ("atom", "quoted", "."):
            self.take()
        if self.token.kind != "@":
            raise _refused(*self.unclosed("`@` is expected", opened))
        address = self.addr_spec(self.tokens[first : self.at])
        if self.token.kind != ">":
            raise _refused(*self.unclosed("`>` is expected", opened))
        self.take()
        return address

    def unclosed(self, message: str, opened: Token) -> tuple[str, str, int]:
        """What is wrong inside brackets: that they do not end, or something else."""
        if not self.token.kind:
            return "unbalanced-angle", "this bracket is not closed", opened.at
        return "bad-mailbox", message, self.token.at

    def route(self) -> None:
        """`@a,@b:`, empty places included."""
        while self.token.kind != ":":
            if self.token.kind == "@":
                self.take()
                self.domain()
            elif self.token.kind == ",":
                self.take()
            else:
                raise _refused("route-addr-syntax", "`,` or `:` is expected in this route", self.token.at)
        self.take()

    def addr_spec(self, words: list[Token]) -> Address:
        """A local part, whose tokens were read, and its domain."""
        local = self.local_part(words)
        self.take()
        at = self.token.at
        domain = self.domain()
        parsed = parse(f"{local}@{domain}")
        if isinstance(parsed, AddressError):
            offset = at + max(parsed.at - len(local) - 1, 0)
            raise _refused(parsed.category, parsed.message, offset)
        if parsed.form is not Form.MAILBOX or parsed.target != domain:
            raise _refused("bad-host-character", "the domain has an operator of other address forms", at)
        return parsed

    def local_part(self, words: list[Token]) -> str:
        """Words parted by dots; together with quotes, or with blanks between, they are obsolete."""
        self.alternate(words, "local part")
        if len(words) > 1 and any(word.kind == "quoted" for word in words):
            self.only_obsolete("a quoted string with dots beside it", words[0])
        unprintable = next((word for word in words if not word.text.isprintable()), None)
        if unprintable is not None:
            raise _refused("bad-character", "the local part has an invisible character", unprintable.at)
        return "".join(word.text for word in words)

    def domain(self) -> str:
        """Atoms parted by dots, or a literal; the form in ASCII."""
        if self.token.kind == "literal":
            return self.literal()
        first = self.at
        while self.token.kind in ("atom", "."):
            self.take()
        labels = self.tokens[first : self.at]
        self.alternate(labels, "domain")
        written = "".join(label.text for label in labels)
        found = ascii_domain(written)
        if found is None:
            raise _refused("bad-host-character", "the domain has no form in ASCII", labels[0].at)
        return found

    def literal(self) -> str:
        """`[...]`; blanks in it mean nothing."""
        token = self.take()
        text = "".join(token.text.split())
        if not text.isprintable() or not text.isascii() or "[" in text[1:] or "]" in text[:-1] or "\\" in text:
            raise _refused("bad-character", "the literal has a character that no address has", token.at)
        return text

    def alternate(self, words: list[Token], what: str) -> None:
        """Words and dots in turn, a word first and last; blanks around the dots are obsolete."""
        for number, word in enumerate(words):
            if (word.kind == ".") != (number % 2 == 1):
                raise _refused("bad-mailbox", f"words parted by single dots make up a {what}", word.at)
            if number and word.spaced:
                self.only_obsolete(f"blanks inside a {what}", word)
        if len(words) % 2 == 0:
            raise _refused("bad-mailbox", f"a word of the {what} is expected", self.token.at)


def _unquoted(word: Token) -> str:
    """A word of a phrase without its quotes."""
    if word.kind != "quoted":
        return word.text
    return PAIR.sub(r"\1", word.text[1:-1])
