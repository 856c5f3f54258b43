"""The simulated district: drawn scenes with ground truth, streams and seed data."""
