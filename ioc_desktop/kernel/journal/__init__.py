"""What was done on this desktop, as a chain of hashes that cannot be rewritten unnoticed."""
