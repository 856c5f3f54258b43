"""What a file is, by its content: an ending is only a name.

Marks from the formats' own descriptions; https://mimesniff.spec.whatwg.org/ for pictures, sound and films.
"""

from __future__ import annotations

import codecs
import mimetypes
import zipfile
from pathlib import Path

HEAD = 4096
"""Bytes at the beginning by which a file is known."""
UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_MARKS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"fLaC", "audio/flac"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "text/x-script"),
)
_RIFF = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}
_HEIF = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
_SAME = (
    {"application/x-ole-storage", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"},
    {"video/mp4", "video/quicktime", "audio/mp4", "video/3gpp", "audio/x-m4a", "video/x-m4v", "audio/mp4a-latm"},
    {"video/x-matroska", "video/webm", "audio/x-matroska"},
    {"application/ogg", "audio/ogg", "video/ogg"},
    {"image/heic", "image/heif", "image/avif"},
    {"application/rtf", "text/rtf"},
    {"audio/wav", "audio/x-wav", "audio/vnd.wave"},
    {"image/bmp", "image/x-ms-bmp"},
    {"application/gzip", "application/x-gzip", "application/x-tar"},
)
"""Names of one thing, or of things in one container."""


def sniff(path: Path) -> str:
    """The MIME type by content; ``UNKNOWN`` when no mark is known. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    return of_head(head)


def of_head(head: bytes) -> str:
    """The same by the first bytes, without a look into archives."""
    mark = next((mime for mark, mime in _MARKS if head.startswith(mark)), "")
    if not mark and b"%PDF-" in head[:1024]:
        mark = PDF
    return mark or _container(head) or ("text/plain" if _is_text(head) else UNKNOWN)


def _container(head: bytes) -> str:
    """Formats whose mark does not stand at the very beginning, or that hold several kinds of things."""
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in _HEIF else "image/avif" if head[8:12] == b"avif" else "video/mp4"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "image/bmp"
    return "application/zip" if head.startswith(b"PK\x03\x04") else ""


def _packed(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return "application/zip"
    if "[Content_Types].xml" in names:
        for folder, mime in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return mime
    return "application/zip"


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter may be cut at the end
    except UnicodeDecodeError:
        return False
    return True


def of_name(name: str) -> str:
    """The type that an ending promises; ``UNKNOWN`` for one that promises nothing."""
    return mimetypes.guess_type(name, strict=False)[0] or UNKNOWN


def is_lie(promised: str, found: str) -> bool:
    """Whether an ending promises what the content is not.

    Of text and of what has no mark only pictures and PDF, which always have one, are held to their word.
    """
    if promised in {UNKNOWN, found} or any(promised in group and found in group for group in _SAME):
        return False
    has_mark = (promised.startswith("image/") and promised != "image/svg+xml") or promised == PDF
    if found in {UNKNOWN, "text/plain"}:
        return has_mark
    return True


def ending(mime: str) -> str:
    """The usual ending of a type, such as ``.png``; "" where there is none."""
    if mime == UNKNOWN:
        return ""
    return {"image/jpeg": ".jpg", "image/heic": ".heic", "text/plain": ".txt"}.get(mime) or (
        mimetypes.guess_extension(mime, strict=False) or ""
    )


def is_program(mime: str) -> bool:
    """Whether opening it would run it."""
    return mime in {"application/x-msdownload", "application/x-executable", "text/x-script"}
