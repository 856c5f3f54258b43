"""Digital signatures on documents: put on with a file or a token, and verified; number and date of the issue."""
