"""An address is not routed as a file of expectations says.

*Why it matters*

Somebody wrote down where mail for this address is to go, and it goes elsewhere. Either the change to the
configuration has an effect that was not meant, or the expectation is outdated: `smail-check test --update` then
writes what is.

*Flagged*

```directors
users: driver=user; transport=local
```

```transports
local: driver=appendfile; file=/var/mail/${lc:user}
```

```routing.toml
world = {}

[[expect]]
address = "joe"
outcome = "deliver"
```

*Better*

```directors
users: driver=user; transport=local
```

```transports
local: driver=appendfile; file=/var/mail/${lc:user}
```

```routing.toml
world.users.joe = {}

[[expect]]
address = "joe"
outcome = "deliver"
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import Rule

KIND = Kind("SM991", "expectation-failed", Severity.ERROR)
RULE = Rule(KIND, "0.1", lambda facts: iter(()), __name__)
