"""What people say of a record, its tags and its links: one widget for every kind of record."""
