"""What rules may ask: match sets, alias graph, taint; computed once per run."""
