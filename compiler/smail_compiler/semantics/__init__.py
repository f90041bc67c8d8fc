"""From nodes to meaning: values typed, built-ins merged, names resolved."""
