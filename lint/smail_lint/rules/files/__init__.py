"""Rules of the family `files`."""
