"""The facts table: every variable and attribute of Smail 3.1 and 3.2, typed."""
