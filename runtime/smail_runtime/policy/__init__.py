"""What the server accepts, as pure functions."""
