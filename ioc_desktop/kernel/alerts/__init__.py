"""Alerts to the public: prepared by one person, released by another."""
