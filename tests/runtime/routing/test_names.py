"""The names of this host (sections 10.4 and 20)."""

from __future__ import annotations

from smail_runtime.routing.names import Names, names_of
from smail_testkit.routing import table, world


def names(host_name: str, **settings: object) -> Names:
    variables = table(given={"hostnames": (), "uucp_name": None, "visible_name": None, **settings}).program.variables
    return names_of(variables, world(host_name=host_name))


def test_without_hostnames_they_are_made_of_the_machines_name() -> None:
    found = names("ash.corp.example", visible_domains=("example.org", "uucp"))
    assert (found.primary, found.uucp, found.visible) == ("ash.example.org", "ash", "ash.example.org")
    assert found.local == {"ash", "ash.example.org", "ash.uucp"}
    assert names("ash.corp.example", visible_domains=()).primary == "ash.corp.example"


def test_with_hostnames_the_machine_does_not_matter() -> None:
    """The UUCP name is then part of the first name, so that a table means the same on every machine."""
    given: dict[str, object] = {"hostnames": ("mail.example.org", "Shop.example"), "more_hostnames": ("gate",)}
    found = names("ash.corp.example", visible_name="example.org", **given)
    assert (found.primary, found.uucp, found.visible) == ("mail.example.org", "mail", "example.org")
    assert found.local == {"mail", "mail.example.org", "shop.example", "gate"}
    assert names("oak", visible_name="example.org", **given) == found
    assert "elm" in names("ash", uucp_name="elm", **given).local
