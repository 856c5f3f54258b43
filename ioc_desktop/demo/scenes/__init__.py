"""Drawn camera pictures with exact ground truth: geometry, looks, traffic and composition."""
