"""The mail daemon and the routing table it runs; imports neither compiler nor linter."""

__version__ = "0.1.0"
