"""The same fixtures as the window's own tests."""

from tests.unit.ui.conftest import context, loop, runner, shown, theme, until

__all__ = ["context", "loop", "runner", "shown", "theme", "until"]
