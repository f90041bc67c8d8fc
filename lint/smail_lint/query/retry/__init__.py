"""`smail-query retry`: how long mail for a host is tried."""
