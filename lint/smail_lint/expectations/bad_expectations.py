"""A file of expectations has a mistake: no TOML, an unknown key, a value of the wrong type, or nothing expected.

*Why it matters*

What is mistyped would be expected of nobody, and the test would pass whatever the configuration does. So nothing in
such a file counts until it is put right.

*Flagged*

```directors
users: driver=user; transport=local
```

```transports
local: driver=appendfile; file=/var/mail/${lc:user}
```

```routing.toml
[[expect]]
adress = "joe"
outcome = "delivered"
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

KIND = Kind("SM992", "bad-expectations", Severity.ERROR)
RULE = Rule(KIND, "0.1", lambda facts: iter(()), __name__)
