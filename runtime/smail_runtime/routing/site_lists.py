"""The lists of the configuration whose items `${foreach:` can go through, an extension of the language.

Any other variable is a list too: its items stand between colons.
"""

from __future__ import annotations

from collections.abc import Callable

from smail_runtime.routing.names import computed_hostnames
from smail_runtime.routing.operators import applied, evaluate
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Failed, Value
from smail_runtime.table.expression import Variable

SEPARATOR = ":"

_LISTS: dict[str, Callable[[Scope], tuple[str, ...]]] = {
    "hostnames": lambda scope: scope.variables.hostnames or _computed(scope),
    "more_hostnames": lambda scope: scope.variables.more_hostnames,
    "visible_domains": lambda scope: scope.variables.visible_domains,
    "auth_domains": lambda scope: scope.variables.auth_domains,
}
_SPELLINGS = {
    "hostname": "hostnames",
    "more_hostname": "more_hostnames",
    "visible_domain": "visible_domains",
    "domains": "visible_domains",
    "domain": "visible_domains",
    "auth_domain": "auth_domains",
}

LISTS = frozenset((*_LISTS, *_SPELLINGS))
"""Names of lists that are no variables elsewhere, in lower case."""


def items_of(listed: Variable, scope: Scope) -> tuple[str, ...] | Failed:
    """The items of a list, blanks around them and empty ones dropped; operators work on the list as a whole."""
    getter = _LISTS.get(_SPELLINGS.get(listed.name, listed.name))
    if getter is None:
        value = evaluate(listed.name, listed.operators, scope)
    else:
        value = applied(Value(SEPARATOR.join(getter(scope))), listed.operators)
    if isinstance(value, Failed):
        return value
    return tuple(item for one in value.text.split(SEPARATOR) if (item := one.strip()))


def _computed(scope: Scope) -> tuple[str, ...]:
    return computed_hostnames(scope.variables.visible_domains, scope.world.host_name())
