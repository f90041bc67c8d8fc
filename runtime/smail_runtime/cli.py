"""`smaild` and `smailq`: the daemon and its queue tool."""
