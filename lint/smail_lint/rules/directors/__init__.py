"""Rules on the order of directors: who takes which local names first."""
