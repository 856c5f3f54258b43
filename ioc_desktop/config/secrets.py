"""Where passwords are kept: the system's keyring where a real one answers, else an encrypted file."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ioc_desktop.config.secret_file import SecretFile
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

T = TypeVar("T")

KEYRING_LIMIT_S = 5.0
"""A locked keyring or a dead D-Bus service can wait for ever; we do not."""

log = logging.getLogger(__name__)


class SecretStore:
    """Secrets by name, kept for one profile. Every method may take a second: call them off the window's thread.

    Args:
        folder: the profile's folder for secrets; also tells profiles apart in the keyring.
        use_keyring: False keeps everything in the encrypted file (demo profiles, tests).
    """

    def __init__(self, folder: Path, *, use_keyring: bool = True) -> None:
        self._file = SecretFile(folder)
        self._service = f"ioc-desktop:{folder.absolute()}"
        self._use_keyring = use_keyring
        self._keyring: Any = None
        self._probed = False
        self._probe_lock = threading.Lock()

    @property
    def backend(self) -> str:
        """``"keyring: <name>"`` or ``"file"``."""
        keyring = self._backend()
        return f"keyring: {type(keyring).__name__}" if keyring else "file"

    def get(self, name: str) -> str | None:
        """The secret, or None. The file is asked as well: it may hold what was set while the keyring was away."""
        keyring = self._backend()
        if keyring:
            found: str | None = _asked(lambda: keyring.get_password(self._service, name))
            if found is not None:
                return found
        return self._file.load().get(name)

    def set(self, name: str, value: str) -> None:
        self.set_many({name: value})

    def set_many(self, values: Mapping[str, str]) -> None:
        """Store several at once: one write of the file."""
        keyring = self._backend()
        if not values:
            return
        if keyring:
            for name, value in values.items():
                _asked(partial(keyring.set_password, self._service, name, value))
        else:
            self._file.change(lambda table: table.update(values))

    def delete(self, name: str) -> None:
        """Forget a secret; no error when there is none."""
        self.delete_many([name])

    def delete_many(self, names: Iterable[str]) -> None:
        doomed = set(names)
        keyring = self._backend()
        if keyring:
            for name in doomed:
                _asked(partial(_delete, keyring, self._service, name))
        if doomed and (not keyring or doomed & self._file.load().keys()):
            self._file.change(partial(_drop, doomed))

    def _backend(self) -> Any:
        with self._probe_lock:
            if not self._probed:
                self._keyring = _answering_keyring(self._service) if self._use_keyring else None
                self._probed = True
        return self._keyring


def _answering_keyring(service: str) -> Any:
    """The system's keyring after it has answered once, or None."""
    try:
        return within(KEYRING_LIMIT_S, lambda: _probe(service))
    except Exception as error:  # noqa: BLE001  (third-party backends raise anything; without one we use the file)
        log.info("no usable keyring (%s): secrets go to the encrypted file", type(error).__name__)
        return None


def _probe(service: str) -> Any:
    import keyring  # noqa: PLC0415  (slow, and looks for D-Bus)

    backend = keyring.get_keyring()
    module = type(backend).__module__
    # Below 1 are "fail", "null" and those that keep passwords in plain files.
    if module.startswith(("keyring.backends.fail", "keyring.backends.null")) or float(backend.priority) < 1:
        return None
    backend.get_password(service, "probe")
    return backend


def _drop(names: Iterable[str], table: dict[str, str]) -> None:
    for name in names:
        table.pop(name, None)


def _delete(keyring: Any, service: str, name: str) -> None:
    if keyring.get_password(service, name) is not None:
        keyring.delete_password(service, name)


def _asked(question: Callable[[], T]) -> T:
    try:
        return within(KEYRING_LIMIT_S, question)
    except Exception as error:
        raise ExpectedError(
            "secrets.keyring_silent",
            QT_TRANSLATE_NOOP(
                "errors", "Kho khóa của hệ điều hành không trả lời. Mở khóa kho khóa (keyring) rồi thử lại."
            ),
        ) from error


def within(limit_s: float, question: Callable[[], T]) -> T:
    """The answer of ``question``, run on a thread that is left behind when it takes longer than ``limit_s``.

    Raises:
        TimeoutError: no answer in time. What ``question`` raises is raised here.
    """
    answers: list[T] = []
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(question())
        except BaseException as error:  # noqa: BLE001  (handed over to the waiting thread)
            failures.append(error)

    thread = threading.Thread(target=ask, name="keyring", daemon=True)
    thread.start()
    thread.join(limit_s)
    if failures:
        raise failures[0]
    if not answers:
        raise TimeoutError
    return answers[0]
