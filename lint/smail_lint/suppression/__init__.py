"""Comments that silence findings: where they stand, what they say, which findings they meet."""
