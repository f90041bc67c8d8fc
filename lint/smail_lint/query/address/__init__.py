"""`smail-query address`: how an address is taken apart, and whether it is ours."""
