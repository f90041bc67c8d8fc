"""`smail-query config`: what is set, to what, and where."""
