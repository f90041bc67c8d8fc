"""DNS questions by dnspython, answered in three values; the library is loaded with the first question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smail_runtime.routing.world import Absent, Found, Mx, Unknown

if TYPE_CHECKING:
    from dns.rdata import Rdata
    from dns.resolver import Answer, Resolver

LIFETIME = 15.0
"""Seconds for one question with all its repetitions."""
CACHE_SIZE = 4096
"""Answers kept, each for its own time to live."""


class Dns:
    """Asks the name servers of resolv.conf, or the one given. Safe to use from several threads."""

    def __init__(self, nameserver: tuple[str, int] | None = None, lifetime: float = LIFETIME) -> None:
        self._nameserver = nameserver
        self._lifetime = lifetime
        self._made: Resolver | None = None

    def mx(self, name: str) -> Found[tuple[Mx, ...]] | Absent | Unknown:
        """The MX records; a null MX (RFC 7505) has an empty name."""
        found = self._ask(name, "MX")
        if not isinstance(found, Found):
            return found
        return Found(tuple(map(_mx, found.value)))

    def addresses(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """A and AAAA. One kind is enough; without any, a kind that cannot be told makes the whole so."""
        answers = [self._ask(name, kind) for kind in ("A", "AAAA")]
        known = [answer for answer in answers if isinstance(answer, Found)]
        found = tuple(_field(one, "address") for answer in known for one in answer.value)
        if found:
            return Found(found)
        doubts = [answer for answer in answers if isinstance(answer, Unknown)]
        return doubts[0] if doubts else Absent("it has no address")

    def aliases(self, name: str, kind: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The chain of CNAME records from a name, met in a question for `kind`: that is asked once for both."""
        found = self._answer(name, kind)
        if not isinstance(found, Found):
            return found
        return Found(tuple(str(rrset[0].target).rstrip(".") for rrset in found.value.chaining_result.cnames))

    def texts(self, name: str) -> Found[tuple[str, ...]] | Absent | Unknown:
        """The TXT records, the strings of each put together."""
        found = self._ask(name, "TXT")
        if not isinstance(found, Found):
            return found
        return Found(tuple(map(_text, found.value)))

    def name_of(self, address: str) -> Found[str] | Absent | Unknown:
        """The first PTR name of an IP address."""
        import dns.exception
        import dns.reversename

        try:
            name = dns.reversename.from_address(address).to_text()
        except (dns.exception.DNSException, ValueError):
            return Absent("it is no IP address")
        found = self._ask(name, "PTR")
        if not isinstance(found, Found):
            return found
        return Found(_field(found.value[0], "target").rstrip(".")) if found.value else Absent("it has no name")

    def _ask(self, name: str, kind: str) -> Found[tuple[Rdata, ...]] | Absent | Unknown:
        found = self._answer(name, kind)
        if not isinstance(found, Found):
            return found
        return Found(tuple(found.value.rrset) if found.value.rrset is not None else ())

    def _answer(self, name: str, kind: str) -> Found[Answer] | Absent | Unknown:
        import dns.exception
        import dns.name
        import dns.resolver

        try:
            question = dns.name.from_text(name)
        except (dns.exception.DNSException, UnicodeError):
            return Absent("it is no name of the DNS")
        try:
            answer = self._resolver().resolve(question, kind, raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN:
            return Absent("it does not exist")
        except (dns.exception.DNSException, OSError) as error:
            return Unknown(f"DNS, {kind} of {question.to_text(omit_final_dot=True)}: {_reason(error)}")
        return Found(answer)

    def _resolver(self) -> Resolver:
        import dns.resolver

        if self._made is None:
            made = dns.resolver.Resolver(configure=self._nameserver is None)
            if self._nameserver is not None:
                made.nameservers = [self._nameserver[0]]
                made.port = self._nameserver[1]
            made.lifetime = self._lifetime
            made.cache = dns.resolver.LRUCache(CACHE_SIZE)
            self._made = made
        return self._made


def _mx(record: Rdata) -> Mx:
    return Mx(int(_field(record, "preference")), _field(record, "exchange").rstrip("."))


def _text(record: Rdata) -> str:
    strings: tuple[bytes, ...] = record.strings  # type: ignore[attr-defined]
    return b"".join(strings).decode("utf-8", "surrogateescape")


def _field(record: Rdata, name: str) -> str:
    return str(getattr(record, name))


def _reason(error: Exception) -> str:
    """In a few words: the library's own sentences list every server."""
    import dns.exception
    import dns.resolver

    if isinstance(error, dns.exception.Timeout):
        return "no answer in time"
    if isinstance(error, dns.resolver.NoNameservers):
        return "the name server reports a failure"
    return type(error).__name__
