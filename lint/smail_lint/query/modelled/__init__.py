"""Finitely many addresses that stand for all: what comparing and searching try, and what they cannot speak of."""
