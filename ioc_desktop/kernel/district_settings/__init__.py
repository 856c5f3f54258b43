"""Choices of the whole centre; those of a person are preferences, those of a workstation are in settings.json."""
