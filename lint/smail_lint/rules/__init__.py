"""One folder a family, one rule a file; its docstring is its manual page."""
