"""Regular expressions over names and hosts, matched in linear time.

From the text of a pattern to its tree (`syntax`), from the tree to its positions (`positions`), and from these to an
answer, step by step (`search`) or by a table of states made beforehand (`smail_runtime.table.pattern`).
docs/decisions/0007-patterns.md tells why this is here and not taken from a library.
"""
