"""TOML files written by people: read with the place of every key, so that each mistake is told where it stands."""
