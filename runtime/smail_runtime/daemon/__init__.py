"""Supervision: start, reload, drain, logs."""
