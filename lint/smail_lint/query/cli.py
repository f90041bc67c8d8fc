"""`smail-query`: ask a configuration or a routing table."""
