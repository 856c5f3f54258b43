"""Settings, application folders and secrets."""

import os

# Pydantic looks for plugins among all installed packages: 40 ms before the first picture, and we have none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
