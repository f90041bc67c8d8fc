"""The one layout of a configuration's files, as `smail-check --format-source` writes it, and the proof of it.

A file is taken entry by entry. Names and values are copied as they stand in the file; only what lies between them is
written anew. What cannot be moved without care (joined lines, strings that run over lines) is copied whole.
"""
