"""Routers: where remote addresses go (reference semantics, section 14). One file for each driver."""
