"""`make demo` tells the whole story and ends well."""

from __future__ import annotations

import subprocess
import sys

from smail_testkit.commands import SAMPLES, plain_environment


def test_demo_ends_well() -> None:
    done = subprocess.run(
        [sys.executable, SAMPLES / "demo"], env=plain_environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All of it happened" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
