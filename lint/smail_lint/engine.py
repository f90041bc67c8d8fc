"""One run of the analyzer: load, gather facts, ask the selected rules, sort."""
