"""Qt starts here: shell, theme, widgets, video surface."""
