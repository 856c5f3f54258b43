"""The SHA-256 of what a document says: the same for the same content, whatever machine or version lays it out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ioc_desktop.core.text import nfc
from ioc_desktop.documents.model import Paper


def content_sha256(paper: Paper) -> str:
    """Hexadecimal digest over every field that is not at its default; pictures enter by their own digest."""
    text = json.dumps(_plain(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Only what JSON knows, one form for one meaning."""
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, str):
        return nfc(str(value.value) if isinstance(value, StrEnum) else value)
    if is_dataclass(value):
        # What is as it is by default is left out: a field that the model gets later changes no earlier document.
        named = {
            item.name: _plain(getattr(value, item.name))
            for item in fields(value)
            if item.default is MISSING or getattr(value, item.name) != item.default
        }
        return {"is": type(value).__name__, **named}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
