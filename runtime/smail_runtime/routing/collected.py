"""What has been found for one recipient so far."""

from __future__ import annotations

from smail_runtime.routing.details import LeftOut, Origin
from smail_runtime.routing.resolution import Delivery, Failure, Resolution, Step


class Collected:
    """Grows while one recipient is resolved; `onto` are the recipients whose addresses its duplicates repeated."""

    def __init__(self, recipient: str) -> None:
        self.recipient = recipient
        self.deliveries: list[Delivery] = []
        self.failures: list[Failure] = []
        self.trace: list[Step] = []
        self.dropped = 0
        self.onto: set[int] = set()
        self.left_out: list[LeftOut] = []
        self.delivered_from: list[tuple[Origin, ...]] = []
        self.failed_from: list[tuple[Origin, ...]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing came of the recipient."""
        return not self.deliveries and not self.failures

    def resolution(self) -> Resolution:
        """The finished record."""
        return Resolution(
            self.recipient,
            tuple(self.deliveries),
            tuple(self.failures),
            tuple(self.trace),
            self.dropped,
            tuple(self.left_out),
            tuple(self.delivered_from),
            tuple(self.failed_from),
        )
