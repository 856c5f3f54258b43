"""The window around the panels: rail, status bar, sign-in, hotkeys."""
