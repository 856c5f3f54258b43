"""Which device looks at which camera: by a hash that every start and every machine computes alike.

Rendezvous hashing: a device that is lost leaves its own cameras to the others and moves nobody else's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from ioc_desktop.config.gpus import CARDS


def seats(cards: Iterable[int]) -> tuple[int, ...]:
    """A number of its own for every process: the card's, and for its second, third … one that stands for it."""
    taken: Counter[int] = Counter()
    found = []
    for card in cards:
        found.append(card + CARDS * taken[card])
        taken[card] += 1
    return tuple(found)


@lru_cache(maxsize=4096)
def device_for(camera: str, devices: tuple[int, ...]) -> int:
    """The device of a camera among those that are left.

    Args:
        camera: id.
        devices: cards, or ``seats`` where a card has several processes; one at least, their order does not matter.
    """
    return max(devices, key=lambda device: _weight(camera, device))


def _weight(camera: str, device: int) -> bytes:
    return blake2b(f"{device}\n{camera}".encode(), digest_size=8).digest()


def spread(cameras: Iterable[str], devices: Sequence[int]) -> dict[int, list[str]]:
    """Device → its cameras, for people who plan a machine."""
    found: dict[int, list[str]] = {device: [] for device in devices}
    for camera in cameras:
        found[device_for(camera, tuple(devices))].append(camera)
    return found


def provider_text(providers: Iterable[str]) -> str:
    """What several processes run on, as ``CUDA ×2`` or ``CUDA + CPU``; empty when none runs."""
    counted = Counter(provider for provider in providers if provider)
    return " + ".join(name if count == 1 else f"{name} ×{count}" for name, count in counted.items())
