"""Digests of a table's blocks: what is read was checked before, and nothing else has to be.

Opening a table reads the list of digests, whose own digest is the last thing in the file. A block is checked when
something in it is used for the first time, so opening takes the same time however large the table is.
"""

from __future__ import annotations

import hashlib
from mmap import mmap

from smail_runtime.table.errors import DamageError
from smail_runtime.table.layout import BLOCK, BLOCK_BITS, DIGEST_SIZE, blocks_of

Buffer = mmap | bytes


class Blocks:
    """The blocks of a body that begins a table.

    `unread[n]` is 0 once block `n` and the one behind it are known to be whole: whoever reads no further than a
    block's length needs to look at one number. Threads may share it, for a check twice is a check.
    """

    def __init__(self, data: Buffer, body: int) -> None:
        """Check the list of digests behind a body of that size. Raises DamageError."""
        self._data = data
        self._body = body
        self._count = blocks_of(body)
        self._whole = bytearray(self._count)
        self.unread = bytearray(b"\1") * self._count
        digests = data[body:-DIGEST_SIZE]
        if hashlib.sha256(digests).digest() != data[-DIGEST_SIZE:]:
            raise DamageError("it is damaged, its digest does not match its contents")
        self._digests = digests

    def need(self, start: int, end: int) -> None:
        """Check what lies from `start` to `end` in the file. Raises DamageError."""
        for number in range(start >> BLOCK_BITS, min(blocks_of(end), self._count)):
            if not self._whole[number]:
                self._check(number)

    def read(self, number: int) -> None:
        """Check a block and the one behind it. Raises DamageError."""
        start = number << BLOCK_BITS
        self.need(start, start + 2 * BLOCK)
        self.unread[number] = 0

    def _check(self, number: int) -> None:
        start = number << BLOCK_BITS
        with memoryview(self._data) as whole, whole[start : min(start + BLOCK, self._body)] as block:
            digest = hashlib.sha256(block).digest()
        if digest != self._digests[number * DIGEST_SIZE : (number + 1) * DIGEST_SIZE]:
            raise DamageError("it is damaged, a digest does not match its contents")
        self._whole[number] = 1
