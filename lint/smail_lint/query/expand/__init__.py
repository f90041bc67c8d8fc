"""`smail-query expand`: what an expression gives, step by step."""
