"""The graphics cards of this machine for ``doctor``: number, name, what runs on each, and which the settings use."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ioc_desktop.config.gpus import gpu_numbers
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

_QUESTION = ("--query-gpu=index,name,memory.total,driver_version", "--format=csv,noheader")
_OURS = ("TensorRT", "CUDA")


@dataclass(frozen=True)
class Card:
    """One card.

    Attributes:
        number: as ``analysis.gpus`` counts, by its place on the bus.
        about: name, memory and driver.
    """

    number: int
    about: str


def nvidia_cards() -> list[Card]:
    """As the driver's own tool lists them; none without a driver that answers."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    with suppress(OSError, subprocess.SubprocessError):
        found = subprocess.run([program, *_QUESTION], capture_output=True, text=True, timeout=10, check=True)  # noqa: S603  (fixed words)
        lines = (line.partition(",") for line in found.stdout.splitlines())
        return [Card(int(number), about.strip()) for number, _, about in lines if number.strip().isdigit()]
    return []


def nodes() -> list[str]:
    """What the system draws with, of any maker."""
    return sorted(node.name for node in Path("/dev/dri").glob("renderD*"))


def wished(settings: Path) -> str:
    """What a settings file says of cards; nothing where it cannot be read. Leaves a broken file where it is."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        return str(json.loads(settings.read_bytes())["analysis"]["gpus"])
    return ""


def card_lines(cards: Sequence[Card], providers: Sequence[str]) -> str:
    """``CUDA 0: NVIDIA L4, 23034 MiB, 550.90; …``; CPU where the installed onnxruntime cannot use the card."""
    title = next((provider for provider in providers if provider in _OURS), "CPU")
    return "; ".join(f"{title} {card.number}: {card.about}" for card in cards)


def wish_problem(text: str, cards: Sequence[Card]) -> ExpectedError | None:
    """What is wrong with the cards that the settings name on this machine; None when nothing is."""
    try:
        wanted = gpu_numbers(text)
    except ExpectedError as error:
        return error
    absent = sorted(set(wanted) - {card.number for card in cards})
    if not text.strip() or not absent:
        return None
    return ExpectedError(
        "analysis.gpus_absent",
        QT_TRANSLATE_NOOP(
            "errors",
            "Cài đặt ghi card đồ họa {absent} nhưng máy này không có. Camera chạy trên card còn lại hoặc CPU; sửa mục "
            "Card đồ họa được dùng.",
        ),
        absent=", ".join(map(str, absent)),
    )
