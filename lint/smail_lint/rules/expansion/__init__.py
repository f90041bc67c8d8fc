"""Rules of the family `expansion`."""
