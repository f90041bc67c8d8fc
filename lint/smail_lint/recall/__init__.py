"""Answers of earlier runs to single questions, and what must be as it was for them to hold again."""
