"""People whom the centre works with: who to call, who signs, who sits in which unit."""
