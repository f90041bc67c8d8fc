"""The routing-table format: one file, verified when opened, read by mmap."""
