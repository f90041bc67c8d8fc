"""Paths of the SMTP envelope: what may stand between `<` and `>` in MAIL and RCPT (RFC 5321, section 4.1.2)."""

from __future__ import annotations

import re

from smail_runtime.mail.address import NULL_PATH, Address, AddressError, parse
from smail_runtime.mail.idn import ascii_domain

MAX_LOCAL_PART = 64
MAX_DOMAIN = 255
MAX_PATH = 254

_ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL})*"
_DOT_STRING = rf"{_ATEXT}+(?:\.{_ATEXT}+)*"
_QUOTED = r'"(?:[ !#-\[\]-~]|\\[ -~])*"'
_COMMON = re.compile(rb"[A-Za-z0-9_+=-]+(?:\.[A-Za-z0-9_+=-]+)*@" + _DOMAIN.encode())
_MAILBOX = re.compile(rf"(?P<local>{_DOT_STRING}|{_QUOTED})@(?P<domain>{_DOMAIN}|\[[!-Z^-~]+\])")
_LOCAL = re.compile(rf"{_DOT_STRING}|{_QUOTED}")
_DOMAIN_START = re.compile(_DOMAIN)
_UATEXT = _ATEXT.replace("~-]", "~\x80-\U0010ffff-]")
_INTERNATIONAL = re.compile(rf"(?P<local>{_UATEXT}+(?:\.{_UATEXT}+)*)@(?P<domain>[^\x00-,/:-@\[-`{{-\x7f]+)")
_SOURCE_ROUTE = re.compile(rf"@{_DOMAIN}(?:,@{_DOMAIN})*:")
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


def parse_path(path: bytes, *, strict: bool = True, null: bool = False, utf8: bool = False) -> Address | AddressError:
    """The address of a path, without its angle brackets.

    `strict` demands a Mailbox of RFC 5321 and drops a source route, as section 4.1.1.3 allows. A bare `Postmaster`
    passes too. Otherwise every address that the mailer understands passes. `null` admits the empty reverse path.
    Control characters and over-long paths never pass; bytes beyond ASCII only when not strict, or with `utf8`, which
    admits the internationalised mailboxes of RFC 6531. Their domain is given in its ASCII form (`xn--`).
    """
    if len(path) <= MAX_LOCAL_PART and _COMMON.fullmatch(path):
        return parse(path.decode("ascii"))
    if not path:
        return NULL_PATH if null else AddressError("null-address", "the address is empty")
    if len(path) > MAX_PATH:
        return AddressError("path-too-long", f"the path is longer than {MAX_PATH} octets")
    if _CONTROL.search(path):
        return AddressError("bad-character", "the path has a control character")
    text = path.decode("utf-8", "surrogateescape")
    if not strict:
        return parse(text)
    return _international(text) if utf8 and not text.isascii() else _mailbox(text)


def _international(text: str) -> Address | AddressError:
    """A mailbox with letters beyond ASCII before the `@`, in the domain, or both (RFC 6531, section 3.3)."""
    found = _INTERNATIONAL.fullmatch(text)
    if found is None or any("\ud800" <= one <= "\udfff" for one in text):
        return AddressError("bad-mailbox", "local-part@domain in UTF-8 is expected")
    domain = ascii_domain(found["domain"])
    if domain is None:
        return AddressError("bad-mailbox", "the domain has no form in ASCII")
    local = found["local"]
    if len(local.encode()) > MAX_LOCAL_PART or len(domain) > MAX_DOMAIN or not re.fullmatch(_DOMAIN, domain):
        return AddressError("bad-mailbox", "the local part or the domain is too long, or the domain is malformed")
    return parse(f"{local}@{domain}")


def _mailbox(text: str) -> Address | AddressError:
    route = _SOURCE_ROUTE.match(text)
    start = route.end() if route else 0
    text = text[start:]
    if text.lower() == "postmaster":
        return parse(text)
    found = _MAILBOX.fullmatch(text)
    if found is None:
        return AddressError("bad-mailbox", "local-part@domain is expected", start + _good_part(text))
    if len(found["local"]) > MAX_LOCAL_PART or len(found["domain"]) > MAX_DOMAIN:
        return AddressError("path-too-long", f"the local part is longer than {MAX_LOCAL_PART} octets")
    if found["domain"].startswith("[") and not is_address_literal(found["domain"]):
        return AddressError("bad-address-literal", "the address literal is neither IPv4 nor `IPv6:`")
    return _as_mailbox(text)


def _good_part(text: str) -> int:
    """How far a text is a mailbox."""
    local = _LOCAL.match(text)
    at = local.end() if local is not None else 0
    if local is None or text[at : at + 1] != "@":
        return at
    domain = _DOMAIN_START.match(text, at + 1)
    return domain.end() if domain is not None else at + 1


def _as_mailbox(text: str) -> Address | AddressError:
    """By RFC 5321 the `@` splits, and in our decision table it does too: its domain has no operator outside `[]`."""
    parsed = parse(text)
    assert isinstance(parsed, AddressError) or parsed.target == text.rpartition("@")[2]
    return parsed


def is_address_literal(domain: str) -> bool:
    """Whether `domain` is a bracketed IPv4 address or `[IPv6:...]`."""
    return literal_address(domain) is not None


def literal_address(domain: str) -> str | None:
    """The IP address of an address literal in its usual spelling, None if it is none."""
    import ipaddress

    inside = domain[1:-1] if domain.startswith("[") and domain.endswith("]") else ""
    tagged = inside.lower().startswith("ipv6:")
    try:
        address = ipaddress.IPv6Address(inside[5:]) if tagged else ipaddress.IPv4Address(inside)
    except ValueError:
        return None
    return str(address)
