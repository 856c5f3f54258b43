"""Organisational units, valid for a time; no number of levels is assumed."""
