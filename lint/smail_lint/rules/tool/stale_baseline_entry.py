"""A baseline allows findings that are gone.

*Why it matters*

A baseline is to shrink with every fault that is mended. As long as it allows more than is there, a new fault of the
same sort in the same entry goes unseen. `--update-baseline` shrinks it, and so does `--fix`.

*Flagged*

```config
max_hop_count = 30
```

```smail-check.toml
baseline = "accepted.jsonl"
```

```accepted.jsonl
{"smail-check-baseline":1}
{"file":"config","entry":"max_hop_count","rule":"SM713","count":1,"fingerprints":[]}
```

*Better*

```config
max_hop_count = 30
```

```smail-check.toml
baseline = "accepted.jsonl"
```

```accepted.jsonl
{"smail-check-baseline":1}
```
"""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity
from smail_lint.rule import front_end_rule

KIND = Kind("SM005", "stale-baseline-entry", Severity.INFO)
RULE = front_end_rule(KIND, __name__, fix="safe")
