"""Stages that a record goes through, the statuses inside them, and who may move it on when. Pure."""
