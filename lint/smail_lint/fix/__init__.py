"""Edits that repair findings, and their proof."""
