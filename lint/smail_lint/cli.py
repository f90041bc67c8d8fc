"""`smail-check`: report everything that is wrong, risky, dead or outdated in a configuration."""
