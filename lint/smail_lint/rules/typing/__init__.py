"""Rules of the family `typing`."""
