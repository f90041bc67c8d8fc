"""Output formats of findings: full, concise, json, sarif."""
