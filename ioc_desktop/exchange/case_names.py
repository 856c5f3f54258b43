"""Names of files in a case file: safe on every system, and never a way out of the folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST = 100
_DEEPEST = 8
_LONGEST_PATH = 400


def file_name(number: int, wished: str) -> str:
    """``evidence/0001-wished.ext``: the number makes it one of its kind and no name that Windows keeps to itself."""
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", wished)).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = clean, ""
    keep = _LONGEST - len(ending) - 1
    return f"evidence/{number:04d}-{stem[:keep].rstrip(' .')}{'.' + ending if ending else ''}"


def is_safe(name: object) -> bool:
    """Whether a name from a manifest or an archive stays inside the case file, on POSIX and on Windows."""
    if not isinstance(name, str) or not name or len(name) > _LONGEST_PATH or _has_forbidden(name):
        return False
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8, as a file system may have them
        return False
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and len(parts) <= _DEEPEST and name == "/".join(parts) and ".." not in parts


def _has_forbidden(name: str) -> bool:
    return any(_FORBIDDEN.search(part) for part in name.split("/"))


def key(name: str) -> str:
    """One spelling of a name: other systems take letters with marks apart."""
    return unicodedata.normalize("NFC", name)
