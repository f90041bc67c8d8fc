"""The routing-table format: one file, verified when opened, read by mmap."""

from smail_runtime.table.errors import TableError
from smail_runtime.table.reader import Table, open_bytes, open_table

__all__ = ["Table", "TableError", "open_bytes", "open_table"]
