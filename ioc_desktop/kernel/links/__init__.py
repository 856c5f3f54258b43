"""Links between any two records."""
