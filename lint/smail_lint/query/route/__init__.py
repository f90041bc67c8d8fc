"""`smail-query route`: where an address goes, and why."""
