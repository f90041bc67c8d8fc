"""Routing expectations: addresses and what is to become of them, run by `smail-check test`."""
