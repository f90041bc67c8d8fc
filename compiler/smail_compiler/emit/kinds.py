"""What compiling can find wrong beyond what reading the configuration tells."""

from __future__ import annotations

from smail_compiler.text.diagnostic import Kind, Severity

DRIVER_NOT_AVAILABLE = Kind("SM332", "driver-not-available", Severity.ERROR)

ALL: tuple[Kind, ...] = (DRIVER_NOT_AVAILABLE,)
