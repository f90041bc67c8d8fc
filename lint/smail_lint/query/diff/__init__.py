"""`smail-query diff`: which addresses go another way in a new configuration."""
