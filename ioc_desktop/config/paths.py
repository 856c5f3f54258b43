"""Where a profile keeps its files, and where the program's own resources are."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class AppPaths:
    """Every place below one profile folder; nothing is written outside it.

    Attributes:
        root: the profile folder, the value of ``--profile``.
    """

    root: Path

    @classmethod
    def default(cls, *, demo: bool) -> "AppPaths":
        """The profile in the user's data folder; the demo district has its own and never meets real data."""
        from platformdirs import user_data_path  # noqa: PLC0415  (not needed when --profile is given)

        return cls(user_data_path("ioc-desktop-demo" if demo else "ioc-desktop", appauthor=False))

    @property
    def database(self) -> Path:
        return self.root / "ioc.db"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def crash_log(self) -> Path:
        return self.logs / "crash.log"

    @property
    def secrets(self) -> Path:
        """Folder of the machine key and the encrypted secrets."""
        return self.root / "secrets"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    def create(self) -> "AppPaths":
        """Make the folders that are missing, readable by their owner only; returns itself.

        Raises:
            ExpectedError: ``profile.unwritable`` when a folder cannot be made or written to.
        """
        for folder in (self.root, self.cache, self.logs, self.secrets, self.models, self.backups):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise _unwritable(folder) from error
            if not os.access(folder, os.W_OK):
                raise _unwritable(folder)
        return self


def resource_path(*parts: str) -> Path:
    """A file of ``resources/``, in the source tree or in a PyInstaller bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)


def _unwritable(folder: Path) -> ExpectedError:
    return ExpectedError(
        "profile.unwritable",
        QT_TRANSLATE_NOOP(
            "errors", "Không ghi được vào thư mục {folder}. Kiểm tra quyền ghi hoặc chọn thư mục khác bằng --profile."
        ),
        folder=folder,
    )
