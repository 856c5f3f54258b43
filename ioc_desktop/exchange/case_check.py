"""Checking a case file: on any machine, without a profile, without trusting anything in it."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.case_file import CHUNK, FORMAT, MANIFEST, Cancelled, Progress, cancelled, manifest_hash
from ioc_desktop.exchange.case_names import is_safe, key

_MOST_MANIFEST = 64 * 1024 * 1024
_MOST_FILES = 100_000


class Fault(StrEnum):
    """What can be wrong with a file of a case file."""

    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"
    UNSAFE = "unsafe"
    """A name that leads outside, a link, a device: not opened."""
    TWICE = "twice"


@dataclass(frozen=True)
class Problem:
    """One file that is not as the manifest says."""

    fault: Fault
    name: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a check found.

    Attributes:
        files: how many the manifest names.
        manifest_sha256: computed now: what the record of hand-over must say.
        is_manifest_sound: the manifest is what it says of itself.
        manifest: all that it says; not to be believed unless its hash is known from elsewhere.
    """

    files: int
    manifest_sha256: str
    is_manifest_sound: bool
    problems: tuple[Problem, ...]
    manifest: Mapping[str, Any] = field(repr=False)

    @property
    def is_whole(self) -> bool:
        return self.is_manifest_sound and not self.problems


class _Source(ABC):
    """The files of a case file, by name.

    Attributes:
        problems: what is wrong before anything was read.
        names: regular files with safe names, in one spelling.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.names: dict[str, Any] = {}

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """Raises OSError and what ``_BROKEN`` names."""

    def close(self) -> None:  # noqa: B027  (a folder holds nothing)
        """Let go of what is held."""

    def _note(self, name: str, place: object) -> None:
        if key(name) in self.names:
            self.problems.append(Problem(Fault.TWICE, name))
        self.names[key(name)] = place


class _Folder(_Source):
    def __init__(self, root: Path) -> None:
        super().__init__()
        for name, entry in _walk(root):
            if not entry.is_file(follow_symlinks=False) or not is_safe(name):
                self.problems.append(Problem(Fault.UNSAFE, name))
            else:
                self._note(name, Path(entry.path))

    def open(self, name: str) -> IO[bytes]:
        # No link that was put there since is followed, and no pipe waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        number = os.open(self.names[name], flags)
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise OSError(name)
        return os.fdopen(number, "rb")


class _Zip(_Source):
    def __init__(self, path: Path) -> None:
        super().__init__()
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise _no_case_file(path) from error
        for entry in self._zip.infolist():
            is_link = stat.S_ISLNK(entry.external_attr >> 16)
            if is_link or entry.flag_bits & 1 or not is_safe(entry.orig_filename.rstrip("/")):
                self.problems.append(Problem(Fault.UNSAFE, entry.orig_filename))
            elif not entry.is_dir():
                self._note(entry.filename, entry)

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(self.names[name])

    def close(self) -> None:
        self._zip.close()


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What ``zipfile`` raises on archives that are damaged or made to hurt."""


def _walk(root: Path, below: str = "", depth: int = 0) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(root) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False) and depth < 8:
                yield from _walk(Path(entry.path), f"{name}/", depth + 1)
            else:
                yield name, entry


def verify_case_file(
    path: Path, progress: Progress = lambda _done, _total: None, is_cancelled: Cancelled = lambda: False
) -> Verdict:
    """Compare every file of a folder or ZIP with its manifest; reads them piece by piece.

    Raises:
        ExpectedError: ``case.not_found``, ``case.not_a_case_file``, ``case.cancelled``.
    """
    if not path.exists():
        raise ExpectedError(
            "case.not_found",
            QT_TRANSLATE_NOOP("errors", "Không thấy {path}. Chọn thư mục hoặc tệp ZIP của hồ sơ vụ việc."),
            path=str(path),
        )
    try:
        source: _Source = _Folder(path) if path.is_dir() else _Zip(path)
    except OSError as error:
        raise _no_case_file(path) from error
    try:
        return _Checking(source, _manifest(source, path), progress, is_cancelled).verdict()
    finally:
        source.close()


def _manifest(source: _Source, path: Path) -> dict[str, Any]:
    try:
        with source.open(MANIFEST) as file:
            content = file.read(_MOST_MANIFEST + 1)
        manifest = json.loads(content) if len(content) <= _MOST_MANIFEST else None
    except (KeyError, RecursionError, *_BROKEN) as error:
        raise _no_case_file(path) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _no_case_file(path)
    files = manifest.get("files")
    if not isinstance(files, list) or len(files) > _MOST_FILES or not all(isinstance(file, dict) for file in files):
        raise _no_case_file(path)
    return manifest


class _Checking:
    """One check."""

    def __init__(self, source: _Source, manifest: dict[str, Any], progress: Progress, is_cancelled: Cancelled) -> None:
        self._source, self._manifest = source, manifest
        self._progress, self._is_cancelled = progress, is_cancelled
        self._files: list[dict[str, Any]] = manifest["files"]
        self._done = 0
        self._total = sum(size for file in self._files if isinstance(size := file.get("size"), int) and size > 0)

    def verdict(self) -> Verdict:
        problems = list(self._source.problems)
        named = {MANIFEST}
        for file in self._files:
            name = file.get("name")
            if not isinstance(name, str) or not is_safe(name):
                problems.append(Problem(Fault.UNSAFE, str(name)[:200]))
                continue
            if key(name) in named:
                problems.append(Problem(Fault.TWICE, name))
            named.add(key(name))
            problems += [Problem(fault, name) for fault in self._faults(key(name), file)]
        problems += [Problem(Fault.EXTRA, name) for name in self._source.names if name not in named]
        digest = manifest_hash(self._manifest)
        return Verdict(
            files=len(self._files),
            manifest_sha256=digest,
            is_manifest_sound=self._manifest.get("manifest_sha256") == digest,
            problems=tuple(problems),
            manifest=self._manifest,
        )

    def _faults(self, name: str, file: Mapping[str, Any]) -> Iterator[Fault]:
        if name not in self._source.names:
            yield Fault.MISSING
        elif not self._is_same(name, file):
            yield Fault.CHANGED

    def _is_same(self, name: str, file: Mapping[str, Any]) -> bool:
        size, wanted = file.get("size"), file.get("sha256")
        if type(size) is not int or size < 0:
            return False
        digest, seen = hashlib.sha256(), 0
        try:
            with self._source.open(name) as content:
                # Never more than was promised and one piece: an archive may unpack to more than any disk holds.
                while seen <= size and (chunk := content.read(CHUNK)):
                    digest.update(chunk)
                    seen += len(chunk)
                    self._step(len(chunk))
        except _BROKEN:
            return False
        return seen == size and digest.hexdigest() == wanted

    def _step(self, size: int) -> None:
        self._done += size
        self._progress(min(self._done, self._total), self._total)
        if self._is_cancelled():
            raise cancelled()


def _no_case_file(path: Path) -> ExpectedError:
    return ExpectedError(
        "case.not_a_case_file",
        QT_TRANSLATE_NOOP("errors", "{path} không phải hồ sơ vụ việc hoặc đã hỏng: không đọc được manifest.json."),
        path=str(path),
    )
