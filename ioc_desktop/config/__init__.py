"""Settings, application folders and secrets."""
