"""What every kind of record has besides its own columns, in one place."""
