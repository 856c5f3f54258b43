"""How right models, trackers and rules are, by the measures that everybody publishes."""
