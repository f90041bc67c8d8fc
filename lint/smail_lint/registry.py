"""All rules, listed by hand."""
