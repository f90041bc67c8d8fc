"""Sockets and DNS: where the machines meet the world."""
