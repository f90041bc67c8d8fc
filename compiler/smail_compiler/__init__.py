"""The front end and compiler: text -> syntax -> semantics -> ir -> emit."""
