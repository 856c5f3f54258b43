"""``main.py models fetch``: what can be had from elsewhere, and installing one of them."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ioc_desktop.commands.failure import fail
from ioc_desktop.commands.models import DONE, measure
from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.offers import Offer, Progress, download, find_offer
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.registry import ModelRegistry

_ROOM = ".download"


def list_offers(offers: list[Offer], *, json_output: bool = False) -> int:
    """Print what can be fetched, with size, licence and address."""
    if json_output:
        print(json.dumps([asdict(offer) for offer in offers], ensure_ascii=False))
        return DONE
    for offer in offers:
        print(f"  {offer.name}: {_megabytes(offer.size)} MB, {offer.licence}, {offer.url}")
    return DONE


def fetch_model(
    registry: ModelRegistry,
    offers: list[Offer],
    name: str,
    *,
    agree: Callable[[str], bool],
    json_output: bool = False,
) -> int:
    """Show the licence, ask, download, prove that it runs, install into the profile; the exit code.

    A file that was cut on its way stays in the profile's hidden folder, so that the next try goes on with it.
    """
    try:
        offer = find_offer(offers, name)
        if not agree(_question(offer)):
            raise _declined(offer)
        pack = _install(registry, offer, _silent if json_output else _show)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    if json_output:
        print(json.dumps({"name": pack.name, "licence": pack.licence, "sha256": pack.sha256}, ensure_ascii=False))
    else:
        done = QT_TRANSLATE_NOOP("commands", "Đã cài mô hình {name}, giấy phép {licence}.")
        print(done.format(name=pack.name, licence=pack.licence))
    return DONE


def _install(registry: ModelRegistry, offer: Offer, progress: Progress) -> ModelPack:
    room = registry.profile / _ROOM
    try:
        room.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(room) from error
    file = download(offer, room, progress=progress)
    measure(registry.examine(file))
    pack = registry.add(file, name=offer.name, licence=offer.licence, origin=f"{offer.origin}, {offer.url}")
    _clear(file)
    return pack


def _clear(file: Path) -> None:
    """The pack has its own copy now."""
    file.unlink(missing_ok=True)
    if not any(file.parent.iterdir()):
        file.parent.rmdir()


def _question(offer: Offer) -> str:
    text = QT_TRANSLATE_NOOP(
        "commands",
        "Mô hình {name}: {origin}, {size} MB, giấy phép {licence}.\nNguồn: {url}\nSHA-256: {sha256}\n"
        "Bạn đồng ý với giấy phép này và tải về?",
    )
    return text.format(**{**asdict(offer), "size": _megabytes(offer.size)})


def _declined(offer: Offer) -> ExpectedError:
    return ExpectedError(
        "model.licence_declined",
        QT_TRANSLATE_NOOP(
            "errors",
            "Chưa tải gì: giấy phép {licence} của mô hình {name} chưa được đồng ý. Thêm --yes nếu đã đồng ý.",
        ),
        licence=offer.licence,
        name=offer.name,
    )


def _show(have: int, size: int) -> None:
    """One line that counts up, for a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if have >= size else ""
        print(f"\r{_megabytes(have)} / {_megabytes(size)} MB", end=end, file=sys.stderr, flush=True)


def _silent(_have: int, _size: int) -> None:
    """Programs read JSON only."""


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}".replace(".", ",")
