"""`smail-compile`: check a configuration and write its routing table."""
