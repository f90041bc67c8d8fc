"""The words of mail: addresses, envelopes, replies, outcomes; alias text; header edits."""
