"""Rules of the family `aliases`."""
