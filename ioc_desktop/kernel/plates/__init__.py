"""Vietnamese number plates: their grammar, what was read, what is watched for. Personal data (Law 91/2025)."""
