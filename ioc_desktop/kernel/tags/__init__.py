"""Tags: short words that people put on records."""
