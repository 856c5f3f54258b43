"""Models that can be had from elsewhere: a pinned list, and bringing one of them here safely."""

import http.client
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.pack import file_hash

Progress = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes of the whole."""

TIMEOUT_S = 20.0
_PIECE = 1 << 16
_PARTIAL, _NOTHING_LEFT = 206, 416


@dataclass(frozen=True, slots=True)
class Offer:
    """One model of the list; ``size`` in bytes, ``licence`` an SPDX name."""

    name: str
    url: str
    sha256: str
    size: int
    licence: str
    origin: str


def read_offers(file: Path) -> list[Offer]:
    """The list that comes with the program (``resources/models.toml``)."""
    rows = tomllib.loads(file.read_text("utf-8"))["model"]
    return [Offer(r["name"], r["url"], r["sha256"], r["bytes"], r["licence"], r["origin"]) for r in rows]


def find_offer(offers: list[Offer], name: str) -> Offer:
    """The offer of this name.

    Raises:
        ExpectedError: ``model.not_offered``.
    """
    for offer in offers:
        if offer.name == name:
            return offer
    raise ExpectedError(
        "model.not_offered",
        QT_TRANSLATE_NOOP(
            "errors",
            "Danh sách tải về không có mô hình “{name}”. Có thể tải: {known}. Mô hình khác: chép tệp về máy rồi dùng "
            "lệnh models add TỆP.",
        ),
        name=name,
        known=", ".join(offer.name for offer in offers),
    )


def download(offer: Offer, folder: Path, *, progress: Progress, timeout_s: float = TIMEOUT_S) -> Path:
    """Bring the file into ``folder``; what a broken connection left there is gone on with, not begun again.

    Args:
        offer: what to bring.
        folder: exists; keeps ``NAME.onnx.part`` until the file is whole.
        progress: told after every piece.
        timeout_s: of silence before the connection counts as broken.

    Returns:
        ``folder/NAME.onnx``, whose hash is the pinned one.

    Raises:
        ExpectedError: ``model.unreachable``, ``model.download_cut``, ``model.wrong_download``, ``file.unwritable``.
    """
    part = folder / f"{offer.name}.onnx.part"
    try:
        _receive(offer, part, progress, timeout_s)
        if part.stat().st_size < offer.size:
            raise _cut(offer, part)
        _check(offer, part)
        return part.replace(part.with_suffix(""))
    except OSError as error:
        raise unwritable(part) from error


def _receive(offer: Offer, part: Path, progress: Progress, timeout_s: float) -> None:
    """Append to the part what it lacks."""
    have = part.stat().st_size if part.is_file() else 0
    if have >= offer.size:
        return
    headers = {"User-Agent": "ioc-desktop", **({"Range": f"bytes={have}-"} if have else {})}
    try:
        # The addresses come from our own list, all of them https.
        answer = urlopen(Request(offer.url, headers=headers), timeout=timeout_s)  # noqa: S310
    except HTTPError as error:
        if error.code == _NOTHING_LEFT:
            part.unlink(missing_ok=True)
        raise _unreachable(offer, f"HTTP {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(offer, str(getattr(error, "reason", error))) from error
    with answer, part.open("ab" if answer.status == _PARTIAL else "wb") as file:
        _copy(offer, cast("BinaryIO", answer), file, progress)


def _copy(offer: Offer, answer: BinaryIO, file: BinaryIO, progress: Progress) -> None:
    """Copy until the end, a broken connection, or more bytes than the file may have."""
    while file.tell() <= offer.size:
        try:
            piece = answer.read(_PIECE)
        except (OSError, http.client.HTTPException):
            return
        if not piece:
            return
        file.write(piece)
        progress(file.tell(), offer.size)


def _check(offer: Offer, part: Path) -> None:
    """Throw away a file that is not the pinned one."""
    found = file_hash(part)
    if found == offer.sha256:
        return
    part.unlink()
    raise ExpectedError(
        "model.wrong_download",
        QT_TRANSLATE_NOOP(
            "errors",
            "Tệp tải về của mô hình {name} không đúng mã SHA-256 đã ghi: cần {expected}…, nhận được {found}…. "
            "Tệp đã bị bỏ. Thử lại sau hoặc lấy tệp từ nguồn khác rồi dùng lệnh models add TỆP.",
        ),
        name=offer.name,
        expected=offer.sha256[:12],
        found=found[:12],
    )


def _unreachable(offer: Offer, reason: str) -> ExpectedError:
    return ExpectedError(
        "model.unreachable",
        QT_TRANSLATE_NOOP(
            "errors",
            "Không tải được {url}: {reason}. Nếu máy này không có mạng, tải tệp đó ở máy khác, chép sang đây rồi dùng "
            "lệnh models add TỆP.",
        ),
        url=offer.url,
        reason=reason,
    )


def _cut(offer: Offer, part: Path) -> ExpectedError:
    return ExpectedError(
        "model.download_cut",
        QT_TRANSLATE_NOOP(
            "errors",
            "Đường truyền đứt khi đã nhận {have} trong {size} byte của mô hình {name}. Chạy lại lệnh để tải tiếp.",
        ),
        have=part.stat().st_size,
        size=offer.size,
        name=offer.name,
    )
