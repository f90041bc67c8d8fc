"""The durable queue: store, group commit, retry clocks."""
