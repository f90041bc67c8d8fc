"""From the typed program to the bytes of a routing table."""
