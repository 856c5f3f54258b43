"""Languages of the screen: which is in use, and the catalogue at set-up.

Vietnamese is in the source; English comes from ``resources/i18n/ioc_en.ts``. At set-up run
``python -m ioc_desktop.ui.i18n build`` (``.ts`` → ``.qm``), while writing code ``python -m ioc_desktop.ui.i18n update``
(new source strings → ``.ts``).
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ioc_desktop.config.paths import resource_path
from ioc_desktop.ui.errors import tr_error

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

__all__ = ["CATALOGUE", "Languages", "build", "tr_error", "update"]

CATALOGUE = resource_path("i18n", "ioc_en.ts")
STANDARD_DIALOGS = resource_path("i18n", "qt_vi.ts")
"""Qt's own buttons, menus and file dialog in Vietnamese; Qt ships none."""
_log = logging.getLogger(__name__)


class Languages:
    """Switches the application's language at once: Qt sends ``LanguageChange`` to every widget.

    Attributes:
        current: ``vi`` or ``en``; empty before the first ``use``.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.current = ""

    def use(self, language: str) -> None:
        """Show ``vi`` or ``en``; a missing catalogue is logged and leaves Vietnamese."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        self.current = language
        self._install((CATALOGUE if language == "en" else STANDARD_DIALOGS).with_suffix(".qm"))

    def _install(self, path: Path) -> None:
        from PySide6.QtCore import QTranslator  # noqa: PLC0415  (the build commands need no window)

        translator = QTranslator(self._app)
        if not translator.load(str(path)):
            _log.error("No catalogue %s; run: make setup", path.name)
            return
        self._app.installTranslator(translator)
        self._installed.append(translator)


def build() -> list[Path]:
    """Compile the catalogues for run time; returns the ``.qm`` files."""
    targets = []
    for source in (CATALOGUE, STANDARD_DIALOGS):
        target = source.with_suffix(".qm")
        fresh = target.with_suffix(".new")
        _tool("pyside6-lrelease", str(source), "-qm", str(fresh))
        fresh.replace(target)  # a running window has the old file mapped: rewriting it in place would kill it (SIGBUS)
        targets.append(target)
    return targets


def sources() -> list[Path]:
    """Every module of the program, in a fixed order."""
    root = Path(__file__).resolve().parents[1]
    return sorted(root.rglob("*.py"))


def update(target: Path = CATALOGUE) -> None:
    """Bring the source strings of the whole program into the catalogue; vanished ones go."""
    names = [str(path) for path in sources()]
    flags = ["-source-language", "vi_VN", "-target-language", "en_US", "-no-obsolete", "-locations", "none"]
    _tool("pyside6-lupdate", *flags, *names, "-ts", str(target))


def _tool(name: str, *arguments: str) -> None:
    import subprocess  # noqa: PLC0415  (not on the way to the first window)

    path = Path(sys.executable).with_name(name)
    subprocess.run([str(path), *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (our own tools)


def main(arguments: list[str]) -> int:
    """``build`` or ``update``."""
    if arguments == ["build"]:
        build()
    elif arguments == ["update"]:
        update()
    else:
        print("python -m ioc_desktop.ui.i18n build|update", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
