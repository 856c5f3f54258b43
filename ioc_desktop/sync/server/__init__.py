"""The server's side: a PostgreSQL database with our schema in it, and the administrator's work on it."""
