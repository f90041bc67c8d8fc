"""The flow of mail through a configuration as a graph, and the ways to draw it."""
