"""`smail-query parse`: how a file is read."""
