"""The expectations reach fewer directors, routers and transports than `--fail-under` asks for.

*Why it matters*

An entry that no expectation ever takes can be broken without any test noticing. The report names each of them with
its line: write an expectation for an address that goes there.

*Flagged*

```directors
users: driver=user; transport=local
lists: driver=forwardfile; file=lists/${lc:user}
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

KIND = Kind("SM993", "coverage-too-low", Severity.ERROR)
RULE = Rule(KIND, "0.1", lambda facts: iter(()), __name__)
