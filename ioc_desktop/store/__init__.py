"""The local SQLite store: engine, typed rows, migrations."""
