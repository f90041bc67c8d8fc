"""Rules on data from the wire: where it reaches a shell, an argument, a program name or a path."""
