"""What may be wrong with files and tools beside the configuration."""

from __future__ import annotations


class AdoptionError(Exception):
    """A baseline or a revision cannot be used; the message is one line."""
