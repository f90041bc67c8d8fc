"""Directors: what becomes of local names (reference semantics, section 13). One file for each driver."""
