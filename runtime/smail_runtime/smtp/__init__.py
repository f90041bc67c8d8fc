"""Sans-I/O SMTP machines: bytes in, events out; no socket, no clock."""
