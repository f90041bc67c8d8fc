"""`smaild` and `smailq`: the daemon and its queue tool. Each loads what it needs when it is called."""

from __future__ import annotations


def smaild() -> None:
    """Entry point of the daemon."""
    from smail_runtime.cli.smaild import main

    main()


def smailq() -> None:
    """Entry point of the queue tool."""
    from smail_runtime.cli.smailq import main

    main()
