"""Contents on disk, each under its hash. Written whole or not at all; read back only when the hash is right."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

CHUNK = 256 * 1024
"""Bytes of one chunk on the way to the server."""

LARGEST = 512 * 1024 * 1024


class ContentFolder:
    """A folder of contents: ``ab/cdef…`` for the hash ``abcdef…``.

    Args:
        root: made when it is missing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def put_file(self, source: Path) -> str:
        """Copy a file in; its hash.

        Raises:
            ExpectedError: ``attachment.too_large``, ``attachment.empty``, ``attachment.unreadable``.
        """
        try:
            size = source.stat().st_size
            if size > LARGEST:
                raise too_large(source.name, LARGEST)
            if size == 0:
                raise ExpectedError(
                    "attachment.empty",
                    QT_TRANSLATE_NOOP("errors", "Tệp {name} trống. Chọn tệp khác."),
                    name=source.name,
                )
            with source.open("rb") as file:
                return self._write(iter(lambda: file.read(CHUNK), b""))
        except OSError as error:
            raise unreadable(source.name) from error

    def put_bytes(self, content: bytes) -> str:
        return self._write(iter([content]))

    def put_chunks(self, sha256: str, chunks: Iterator[bytes]) -> bool:
        """Store what came from elsewhere; False, and nothing is kept, when it is not what its hash says."""
        return self._write(chunks, wanted=sha256) == sha256

    def _write(self, chunks: Iterator[bytes], wanted: str | None = None) -> str:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self.root / f".unfinished-{uuid7().hex}"
        digest = hashlib.sha256()
        try:
            with unfinished.open("wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            made = digest.hexdigest()
            if wanted is None or made == wanted:
                target = self.path(made)
                target.parent.mkdir(mode=0o700, exist_ok=True)
                unfinished.replace(target)
            return made
        finally:
            unfinished.unlink(missing_ok=True)

    def read(self, sha256: str) -> bytes:
        """The content.

        Raises:
            ExpectedError: ``attachment.missing`` when it is not here or no longer what it was.
        """
        try:
            content = self.path(sha256).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ExpectedError(
                "attachment.missing",
                QT_TRANSLATE_NOOP("errors", "Tệp đính kèm chưa có hoặc bị hỏng trên máy này. Nối máy chủ để tải lại."),
            )
        return content

    def chunk(self, sha256: str, number: int) -> bytes:
        with self.path(sha256).open("rb") as file:
            file.seek(number * CHUNK)
            return file.read(CHUNK)

    def size(self, sha256: str) -> int:
        return self.path(sha256).stat().st_size

    def sweep(self, used: frozenset[str]) -> int:
        """Remove contents that nothing refers to, and what an interrupted copy left; how many."""
        gone = 0
        for file in self.root.glob("*/*") if self.root.exists() else ():
            if file.parent.name + file.name not in used:
                file.unlink()
                gone += 1
        for file in self.root.glob(".unfinished-*"):
            file.unlink(missing_ok=True)
        return gone


def unreadable(name: str) -> ExpectedError:
    """A file, or the disk under it, does not do its work."""
    return ExpectedError(
        "attachment.unreadable",
        QT_TRANSLATE_NOOP("errors", "Không đọc hoặc chép được tệp {name}. Kiểm tra tệp, quyền và ổ đĩa."),
        name=name,
    )


def too_large(name: str, limit: int, *, is_picture: bool = False) -> ExpectedError:
    """More bytes than may come in."""
    if is_picture:
        return ExpectedError(
            "attachment.picture_too_large",
            QT_TRANSLATE_NOOP("errors", "Ảnh {name} lớn hơn {limit} MB. Thu nhỏ ảnh hoặc nâng giới hạn trong Cài đặt."),
            name=name,
            limit=limit // 2**20,
        )
    return ExpectedError(
        "attachment.too_large",
        QT_TRANSLATE_NOOP("errors", "Tệp {name} lớn hơn {limit} MB. Cắt nhỏ hoặc nén lại rồi đính kèm."),
        name=name,
        limit=limit // 2**20,
    )
