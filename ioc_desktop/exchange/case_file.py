"""A case file: everything of a case in one folder or ZIP, with a manifest by which it is checked anywhere.

``manifest.json`` names every file with its size and SHA-256 and, of evidence, where it comes from, by which camera,
from when to when, how far the camera's clock was off, who exported it, when and why. ``manifest_sha256`` is the hash of
the manifest itself: the JSON without that field, keys sorted, no spaces, UTF-8. It proves nothing by itself, as whoever
changes a file can make a new manifest: write it into the record of hand-over. ``SHA256SUMS`` is for ``sha256sum -c``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.core.version import VERSION
from ioc_desktop.exchange.case_names import file_name

FORMAT = "ioc-desktop-case-file"
FORMAT_VERSION = 1
CHUNK = 1024 * 1024
MANIFEST, SUMS, DOCUMENT, JOURNAL, FIELDS = (
    "manifest.json", "SHA256SUMS", "document.pdf", "journal.json", "fields.json",
)  # fmt: skip

Progress = Callable[[int, int], object]
"""(bytes done, bytes in all), after every mebibyte."""
Cancelled = Callable[[], bool]
"""Whether a person wants no more of it; asked after every mebibyte."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One file of evidence.

    Attributes:
        name: as people know it.
        path: where its content is now.
        sha256: as it was when it was taken in; a content that has another one now is not exported.
        source: where it comes from: a camera's number and name, or who handed it in.
        started_at: of what it shows; None for what has no time.
        clock_offset_s: how far the camera's clock was ahead; None when nobody measured.
    """

    name: str
    path: Path
    sha256: str
    source: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    clock_offset_s: float | None = None
    mime: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """What goes into a case file.

    Attributes:
        code: identifier of the case.
        fields: what is known of it, label to value, in order.
        is_drill: an exercise, which the manifest says.
        exporter: who makes it.
        reason: why, and for whom.
        document: the case as a PDF; None for none.
        journal: entries of its journal, oldest first, as JSON takes them.
    """

    code: str
    title: str
    exporter: str
    reason: str
    exported_at: datetime
    fields: Mapping[str, str] = field(default_factory=dict)
    evidence: Sequence[Evidence] = ()
    document: bytes | None = None
    journal: Sequence[Mapping[str, Any]] = ()
    is_drill: bool = False


@dataclass(frozen=True)
class MadeCaseFile:
    """A case file that was written."""

    path: Path
    files: int
    manifest_sha256: str


class _Target(ABC):
    """Where files go."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes]: ...

    @abstractmethod
    def close(self) -> None: ...


class _Folder(_Target):
    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir()

    def open(self, name: str) -> IO[bytes]:
        (self._path / name).parent.mkdir(exist_ok=True)
        return (self._path / name).open("xb")

    def close(self) -> None:
        """Everything is written already."""


class _Zip(_Target):
    """Stored, not packed: pictures and films are packed already."""

    def __init__(self, path: Path, at: datetime) -> None:
        self._zip = zipfile.ZipFile(path, "x", zipfile.ZIP_STORED)
        self._at = (max(1980, at.year), at.month, at.day, at.hour, at.minute, at.second)

    def open(self, name: str) -> IO[bytes]:
        entry = zipfile.ZipInfo(name, self._at)
        entry.external_attr = 0o644 << 16
        return self._zip.open(entry, "w", force_zip64=True)

    def close(self) -> None:
        self._zip.close()


def write_case_file(
    case: CaseFile,
    target: Path,
    progress: Progress = lambda _done, _total: None,
    is_cancelled: Cancelled = lambda: False,
) -> MadeCaseFile:
    """Write a case file; it has its name only when it is whole.

    Args:
        target: ends in ``.zip`` for an archive, else a folder that does not exist.

    Raises:
        ExpectedError: ``case.exists``, ``case.evidence_missing``, ``case.evidence_changed``, ``case.unwritable``,
            ``case.cancelled``.
    """
    if target.exists() or target.is_symlink():
        raise ExpectedError(
            "case.exists",
            QT_TRANSLATE_NOOP("errors", "{path} đã có. Chọn tên khác cho hồ sơ vụ việc."),
            path=str(target),
        )
    unfinished = target.with_name(f".{target.name}.{uuid7().hex}.part")
    try:
        with _finished(unfinished, target):
            is_zip = target.suffix.lower() == ".zip"
            goal: _Target = _Zip(unfinished, case.exported_at) if is_zip else _Folder(unfinished)
            made = _Writing(case, goal, progress, is_cancelled).write()
    except OSError as error:
        raise ExpectedError(
            "case.unwritable",
            QT_TRANSLATE_NOOP("errors", "Không ghi được hồ sơ vào {path}: {problem}. Chọn nơi khác hoặc dọn ổ đĩa."),
            path=str(target),
            problem=error.strerror or str(error),
        ) from error
    return MadeCaseFile(target, *made)


@contextmanager
def _finished(unfinished: Path, target: Path) -> Iterator[None]:
    """Give it its name when all went well; leave nothing behind otherwise."""
    try:
        yield
        unfinished.rename(target)
    finally:
        if unfinished.is_dir():
            shutil.rmtree(unfinished, ignore_errors=True)
        else:
            unfinished.unlink(missing_ok=True)


class _Writing:
    """One case file in the making."""

    def __init__(
        self,
        case: CaseFile,
        target: _Target,
        progress: Progress,
        is_cancelled: Cancelled,
    ) -> None:
        self._case, self._progress, self._is_cancelled = case, progress, is_cancelled
        self._target = target
        self._files: list[dict[str, Any]] = []
        self._done, self._total = 0, sum(_size(each) for each in case.evidence)

    def write(self) -> tuple[int, str]:
        """The number of files, and the manifest's hash."""
        try:
            for number, each in enumerate(self._case.evidence, 1):
                self._evidence(number, each)
            self._texts()
            manifest, digest = self._manifest()
            self._put(MANIFEST, manifest)
        finally:
            self._target.close()
        return len(self._files), digest

    def _evidence(self, number: int, each: Evidence) -> None:
        name, digest, size = file_name(number, each.name), hashlib.sha256(), 0
        with _reading(each) as source, self._target.open(name) as file:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                file.write(chunk)
                size += len(chunk)
                self._step(len(chunk))
        if digest.hexdigest() != each.sha256:
            raise ExpectedError(
                "case.evidence_changed",
                QT_TRANSLATE_NOOP(
                    "errors", "Nội dung của {name} không còn như lúc thu. Tải lại từ máy chủ hoặc bỏ tệp khỏi hồ sơ."
                ),
                name=each.name,
            )
        self._files.append(_described(name, size, digest.hexdigest(), each, self._case))

    def _texts(self) -> None:
        case = self._case
        self._text(FIELDS, "fields", _json(dict(case.fields)))
        self._text(JOURNAL, "journal", _json(list(case.journal)))
        if case.document is not None:
            self._text(DOCUMENT, "document", case.document)
        lines = "".join(f"{file['sha256']}  {file['name']}\n" for file in self._files)
        self._text(SUMS, "sums", lines.encode())

    def _text(self, name: str, role: str, content: bytes) -> None:
        self._put(name, content)
        digest = hashlib.sha256(content).hexdigest()
        self._files.append({"name": name, "role": role, "size": len(content), "sha256": digest})

    def _put(self, name: str, content: bytes) -> None:
        with self._target.open(name) as file:
            file.write(content)

    def _manifest(self) -> tuple[bytes, str]:
        case = self._case
        manifest = {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "tool": f"IOC Desktop {VERSION}",
            "case": {"code": case.code, "title": case.title, "is_drill": case.is_drill},
            "exporter": case.exporter,
            "reason": case.reason,
            "exported_at": case.exported_at.isoformat(),
            "files": self._files,
        }
        digest = manifest_hash(manifest)
        return _json({**manifest, "manifest_sha256": digest}), digest

    def _step(self, size: int) -> None:
        self._done += size
        self._progress(self._done, self._total)
        if self._is_cancelled():
            raise cancelled()


def manifest_hash(manifest: Mapping[str, Any]) -> str:
    """The hash of a manifest without its own field for it."""
    bare = {name: value for name, value in manifest.items() if name != "manifest_sha256"}
    text = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def cancelled() -> ExpectedError:
    """A person stopped it."""
    return ExpectedError(
        "case.cancelled", QT_TRANSLATE_NOOP("errors", "Đã dừng theo yêu cầu; chưa có hồ sơ nào được ghi.")
    )


def _described(name: str, size: int, sha256: str, each: Evidence, case: CaseFile) -> dict[str, Any]:
    return {
        "name": name,
        "role": "evidence",
        "title": each.name,
        "size": size,
        "sha256": sha256,
        "mime": each.mime,
        "source": each.source,
        "from": each.started_at.isoformat() if each.started_at else None,
        "to": each.ended_at.isoformat() if each.ended_at else None,
        "clock_offset_s": each.clock_offset_s,
        "note": each.note,
        "exporter": case.exporter,
        "reason": case.reason,
        "exported_at": case.exported_at.isoformat(),
    }


@contextmanager
def _reading(each: Evidence) -> Iterator[IO[bytes]]:
    """The content; a file that cannot be read is no fault of where the case file goes."""
    try:
        file = each.path.open("rb")
    except OSError as error:
        raise ExpectedError(
            "case.evidence_missing",
            QT_TRANSLATE_NOOP("errors", "Không đọc được {name} trên máy này. Nối máy chủ để tải về rồi xuất lại."),
            name=each.name,
        ) from error
    with file:
        yield file


def _size(each: Evidence) -> int:
    try:
        return each.path.stat().st_size
    except OSError:
        return 0  # said when its turn comes


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
