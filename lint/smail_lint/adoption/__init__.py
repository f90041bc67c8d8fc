"""Living with findings: settings applied, baselines, new findings only, caches, many hosts."""
