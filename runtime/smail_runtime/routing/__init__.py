"""From an address to its deliveries: expressions, directors, routers, `resolve()`."""
