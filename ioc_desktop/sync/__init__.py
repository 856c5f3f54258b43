"""Keeps this desktop in step with the centre's PostgreSQL database, and through it with the other desktops."""
