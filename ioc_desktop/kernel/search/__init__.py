"""One search over everything that the person at the desk may see."""
