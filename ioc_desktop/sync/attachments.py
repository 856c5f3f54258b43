"""The lane of attachments: chunks go up as the server asks for them, small pictures come down first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import psycopg

from ioc_desktop.kernel.attachments.files import CHUNK, ContentFolder
from ioc_desktop.store.database import Database

Progress = Callable[[float], object]


class GivenUpError(Exception):
    """Whoever waited for a content does not want it any more; raised by a ``Progress``."""


AT_ONCE = 8
"""Chunks on their way up at once: 2 MiB, so that a cut costs little and a transaction stays short."""
STREAMED = 64
"""Chunks that come down in one stream."""
_READ = b"COPY (SELECT sync.blob_read(%s, %s, %s)) TO STDOUT (FORMAT BINARY)"


class AttachmentLane:
    """Moves contents over a connection of its own.

    What is done is on the server or on the disk: a program killed anywhere goes on where it was.

    Args:
        contents: this desktop's folder.
    """

    def __init__(self, db: Database, contents: ContentFolder) -> None:
        self._db, self._contents = db, contents
        self._known_up: set[str] = set()

    def upload_step(self, connection: psycopg.Connection) -> int:
        """Send what the server lacks of the next content that is here; bytes sent, 0 when there is none."""
        for sha256, mime in self._referenced():
            if sha256 in self._known_up or not self._contents.has(sha256):
                continue
            sent = self._upload(connection, sha256, mime)
            self._known_up.add(sha256)
            if sent:
                return sent
        return 0

    def _upload(self, connection: psycopg.Connection, sha256: str, mime: str) -> int:
        digest, size = bytes.fromhex(sha256), self._contents.size(sha256)
        row = connection.execute("SELECT sync.blob_need(%s, %s, %s)", (digest, size, mime)).fetchone()
        if row is None or row[0] is None:
            return 0  # over the quota: the journal of the server tells
        sent = 0
        for place in range(0, len(row[0]), AT_ONCE):
            with connection.pipeline():  # several chunks in one transaction: one fsync of the server
                for number in row[0][place : place + AT_ONCE]:
                    chunk = self._contents.chunk(sha256, number)
                    put = "SELECT sync.blob_put(%b, %s, %b, %b)"
                    connection.execute(put, (digest, number, hashlib.sha256(chunk).digest(), chunk))
                    sent += len(chunk)
        if row[0]:
            connection.execute("SELECT sync.blob_commit(%s)", (digest,))
        return sent

    def download_step(self, connection: psycopg.Connection) -> int:
        """Fetch the next small picture that is missing here; bytes, 0 when there is none."""
        with self._db.read() as session:
            wanted = session.connection().exec_driver_sql(
                "SELECT DISTINCT thumb_sha256 FROM attachment WHERE thumb_sha256 IS NOT NULL"
            )
            missing = [sha256 for (sha256,) in wanted if not self._contents.has(sha256)]
        for sha256 in missing:
            if self.fetch(connection, sha256, 0):
                return self._contents.size(sha256)
        return 0

    def fetch(
        self, connection: psycopg.Connection, sha256: str, size: int, progressed: Progress = lambda _share: None
    ) -> bool:
        """Fetch one content now; False when the server does not have it, or what came is not what its hash says."""
        if self._contents.has(sha256):
            return True
        try:
            return self._contents.put_chunks(sha256, self._chunks(connection, sha256, size, progressed))
        except LookupError:
            return False

    @staticmethod
    def _chunks(connection: psycopg.Connection, sha256: str, size: int, progressed: Progress) -> Iterator[bytes]:
        number, digest = 0, bytes.fromhex(sha256)
        while True:
            came = 0
            with connection.cursor() as cursor, cursor.copy(_READ, (digest, number, STREAMED)) as stream:
                stream.set_types(["bytea"])
                for (chunk,) in stream.rows():  # the server reads on while this one is hashed and written
                    came += 1
                    yield chunk
                    progressed(min(1.0, (number + came) * CHUNK / size) if size else 0.0)
            if came == number == 0:
                raise LookupError(sha256)
            number += came
            if came < STREAMED:
                return

    def _referenced(self) -> list[tuple[str, str]]:
        """Hash and type of every content that a row names and the server knows the row of; small ones first."""
        with self._db.read() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT thumb_sha256, 'image/jpeg' FROM attachment WHERE thumb_sha256 IS NOT NULL AND ver > 0 "
                "UNION ALL SELECT sha256, mime FROM attachment WHERE ver > 0"
            )
            return [(sha256, mime) for sha256, mime in rows]
