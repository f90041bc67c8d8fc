"""The static analyzer: facts computed once, rules that ask them, reports and queries."""
