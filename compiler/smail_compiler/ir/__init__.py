"""The typed program: what the configuration means, with the place of every value."""
