"""Rules of the family `outdated`."""
