"""What the file system tells of a file, and when that proves that its bytes are what they were.

See docs/decisions/0010-what-proves-a-file-unchanged.md.
"""

from __future__ import annotations

import os
import stat

import msgspec

SETTLED = 2_000_000_000
"""Nanoseconds that a file must have been at rest when it was read; file clocks tick up to two seconds apart."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """Everything that changes with a file's bytes or rights; times in nanoseconds.

    `settled` tells that the file had been at rest for long enough, so that a later change cannot have left it alike.
    """

    device: int
    inode: int
    size: int
    mode: int
    modified: int
    changed: int
    settled: bool

    def proves(self, now: os.stat_result) -> bool:
        """Whether a file that is like that now has the bytes that it had."""
        return self.settled and self == stamp_of(now, self.changed, settled=True)

    def allows(self, now: os.stat_result) -> bool:
        """Whether a file that is like that now may have the bytes that it had, and has the same rights."""
        return stat.S_ISREG(now.st_mode) and (self.size, self.mode) == (now.st_size, now.st_mode)


def stamp_of(told: os.stat_result, when: int, *, settled: bool | None = None) -> Stamp:
    """The stamp of a file that was like that before it was read, at `when` nanoseconds of the clock."""
    rested = when - max(told.st_mtime_ns, told.st_ctime_ns) >= SETTLED if settled is None else settled
    numbers = told.st_dev, told.st_ino, told.st_size, told.st_mode, told.st_mtime_ns, told.st_ctime_ns
    return Stamp(*numbers, settled=rested)
