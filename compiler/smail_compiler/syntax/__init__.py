"""From bytes to nodes: entry splitter, lark grammars, expression parser."""
