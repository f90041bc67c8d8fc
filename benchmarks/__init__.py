"""Benchmarks: `python -m benchmarks` measures, prints a table, writes JSON."""
