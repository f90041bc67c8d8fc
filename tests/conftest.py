"""Options and fixtures of the whole suite."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from smail_testkit.golden import Golden

# How long an example takes depends on what else the machine does: time limits are tests of their own.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the expected outputs instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files; review the change")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The golden files of the test's directory: the folder `golden` beside the test module."""
    return Golden(Path(request.path).parent / "golden", bool(request.config.getoption("--update-golden")))
