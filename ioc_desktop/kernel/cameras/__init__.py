"""Cameras: what is known of each one, and how to reach it."""
