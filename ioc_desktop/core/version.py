"""The program's version; a test holds it and ``pyproject.toml`` together."""

VERSION = "0.1.0"
