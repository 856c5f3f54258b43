"""How right models and trackers are, by the measures that everybody publishes."""
