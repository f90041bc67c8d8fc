r"""Conditions and look-ups nested more than 40 deep.

*Why it matters*

Nobody can read such a text. It is treated as one that cannot be expanded.

*Flagged*

```directors
postmaster: driver=user, owner="\
    ${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {\
    ${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {\
    ${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {\
    ${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {\
    ${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {\
    ${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {${if def:id {\
    ${if def:id {${if def:id {${if def:id {\
    root}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}"; transport=local
```

*Better*

```directors
user: driver=user, owner="owner-${user}"; transport=local
```
"""

from __future__ import annotations

from smail_compiler.syntax.kinds import NESTED_TOO_DEEPLY
from smail_lint.rule import front_end_rule

RULE = front_end_rule(NESTED_TOO_DEEPLY, __name__)
