"""`smail-query search`: an address with a given end."""
