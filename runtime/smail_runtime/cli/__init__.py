"""The commands of the runtime: `smaild`, the daemon, and `smailq`, its queue tool."""
