"""`smail-query`: questions to a configuration or a routing table."""
