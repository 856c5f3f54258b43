"""The post office of this desktop: one thread that hands letters in, and waits in between."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.notices.outbox import MailOutbox, StoredLetter, not_set_up
from ioc_desktop.kernel.notices.smtp import Connection, LetterRefusedError, MailServer, connected

PASSWORD = "mail.password"  # noqa: S105  (its name in the keyring)
_LONGEST_SLEEP_S = 300.0
"""Clocks are set and machines sleep: it looks again by itself."""
_STOP_S = 2.0
_log = logging.getLogger(__name__)


def _no_file(_sha256: str) -> bytes:
    return b""


class PostOffice:
    """Sends what is in the outbox.

    Args:
        read: the content of an attached file by its hash.

    Attributes:
        given_up: why a letter was given up, on the post office's thread.
        problem: why the last try failed; None after one that did not.
    """

    def __init__(
        self, outbox: MailOutbox, secrets: SecretStore, read: Callable[[str], bytes] = _no_file, timeout_s: float = 20.0
    ) -> None:
        self.outbox, self._secrets, self._read, self._timeout_s = outbox, secrets, read, timeout_s
        self.given_up: Event[ExpectedError] = Event()
        self.problem: ExpectedError | None = None
        self._server: MailServer | None = None
        self._wake, self._is_stopping = threading.Event(), False
        self._connection: Connection | None = None
        self._thread: threading.Thread | None = None
        outbox.on_letter = self._wake.set

    def configure(self, server: MailServer | None) -> None:
        """Use this server from the next letter on; None: nothing can be sent from here. Any thread."""
        is_whole = server is not None and bool(server.host and server.sender)
        self._server = server if is_whole else None
        self.outbox.is_set_up = is_whole
        self._wake.set()

    def set_password(self, password: str) -> None:
        """Keep the password for the mail server in the system's keyring. Slow: off the window's thread."""
        self._secrets.set(PASSWORD, password)
        self._wake.set()

    def check(self) -> None:
        """Connect and sign in, to see whether it works.

        Raises:
            ExpectedError: ``mail.*``.
        """
        server = self._server
        if server is None:
            raise not_set_up()
        with connected(server, self._secrets.get(PASSWORD) or "", self._timeout_s):
            pass

    # ------------------------------------------------------------------ the thread

    def start(self) -> None:
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="post-office", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End within two seconds; a letter under way is tried again at the next start."""
        self._is_stopping = True
        self._wake.set()
        connection = self._connection
        if connection is not None:
            connection.close()
        if self._thread is not None:
            self._thread.join(_STOP_S)
            self._thread = None

    def _run(self) -> None:
        while not self._is_stopping:
            self._wake.clear()
            try:
                self.post_due()
                due_s = self.outbox.next_due_s() if self._server is not None else None
            except ExpectedError as error:  # the disk is full, the database busy: the letters are still there
                _log.warning("post office: %s", error)
                due_s = None
            self._wake.wait(min(_LONGEST_SLEEP_S, due_s if due_s is not None else _LONGEST_SLEEP_S))

    def post_due(self) -> int:
        """Hand in all letters that are due; how many the server took."""
        server, sent = self._server, 0
        while server is not None and not self._is_stopping:
            letters = self.outbox.take()
            if not letters:
                break
            taken = self._post(server, letters)
            sent += taken
            if taken < len(letters):
                break
        return sent

    def _post(self, server: MailServer, letters: Sequence[StoredLetter]) -> int:
        waiting = list(letters)
        taken = 0
        try:
            with connected(server, self._secrets.get(PASSWORD) or "", self._timeout_s) as connection:
                self._connection = connection
                while waiting and not self._is_stopping:
                    taken += self._hand_in(connection, waiting[0])
                    waiting.pop(0)
            self.problem = None
        except ExpectedError as error:
            self.problem = error
            if not self._is_stopping:
                # Cut off in the middle is one letter's failure; a server that cannot be reached is everybody's.
                failed = waiting[:1] if error.code == "mail.cut" else waiting
                self._fail(failed, error)
                waiting = waiting[len(failed) :]
        finally:
            self._connection = None
            self.outbox.give_back([letter.id for letter in waiting])
        return taken

    def _hand_in(self, connection: Connection, letter: StoredLetter) -> bool:
        try:
            connection.send(letter, self._read)
        except ExpectedError as error:
            if error.code == "mail.cut":
                raise
            self._fail([letter], error)
            return False
        self.outbox.done(letter.id)
        return True

    def _fail(self, letters: Sequence[StoredLetter], error: ExpectedError) -> None:
        for letter in letters:
            is_final = isinstance(error, LetterRefusedError) or error.code.startswith("attachment.")
            if self.outbox.failed(letter.id, error.message(), is_final=is_final):
                _log.warning("a letter was given up: %s", error.code)
                self.given_up.emit(error)
