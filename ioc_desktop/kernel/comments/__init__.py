"""Comments on any record, and who is named in them."""
