"""Source text: files, spans and diagnostics, the words every later stage shares."""
