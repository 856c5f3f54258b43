"""The quick way through the journal: entries as they lie on the disk, each looked at once.

Chains in which anything is odd are only named here; ``verify`` reads those again in the order of their numbers and says
what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ioc_desktop.kernel.records.model import FIRST

Row = tuple[str, int, str, str, bytes | None]
"""Chain, number, hash before, hash, and the line that the hash covers; None where a field was emptied."""
Heads = Mapping[str, tuple[int, str, str]]
"""Chain → the newest entry that was seen of it before: number, hash, workstation."""
MOST_AHEAD = 50_000
"""Entries of one chain that may wait for one that lies further on."""


_BEGINNING = (0, FIRST)


def is_intact(line: bytes | None, mark: str) -> bool:
    """Whether the hash of an entry is that of its line."""
    return line is not None and sha256(line).hexdigest() == mark


class Scan:
    """One pass. Entries of a chain may lie in any order: what comes too early waits."""

    def __init__(self, heads: Heads) -> None:
        self.heads = heads
        self.tips: dict[str, tuple[int, str]] = {}
        self._odd: set[str] = set()
        self._ahead: dict[str, dict[int, tuple[str, str]]] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Look at the next rows; by local names, as a million calls alone would take a second."""
        tips, odd, ahead = self.tips, self._odd, self._ahead
        for device, seq, prev, mark, line in rows:
            tip, before = tips.get(device, _BEGINNING)
            if line is None or sha256(line).hexdigest() != mark:
                odd.add(device)
            elif seq == tip + 1 and prev == before:
                tips[device] = (seq, mark)
                if device in ahead:
                    self._catch_up(device, ahead[device])
            elif seq > tip + 1:
                self._wait(device, seq, (prev, mark))
            else:
                odd.add(device)

    def _catch_up(self, device: str, waiting: dict[int, tuple[str, str]]) -> None:
        seq, mark = self.tips[device]
        while (entry := waiting.pop(seq + 1, None)) is not None:
            if entry[0] != mark:
                self._odd.add(device)
            seq, mark = seq + 1, entry[1]
        self.tips[device] = (seq, mark)

    def _wait(self, device: str, seq: int, entry: tuple[str, str]) -> None:
        waiting = self._ahead.setdefault(device, {})
        if seq in waiting or len(waiting) >= MOST_AHEAD:
            self._odd.add(device)
        else:
            waiting[seq] = entry

    def odd(self) -> set[str]:
        """Chains that have to be looked at closely."""
        waiting = {device for device, entries in self._ahead.items() if entries}
        cut = {device for device, head in self.heads.items() if self.tips.get(device, _BEGINNING)[0] < head[0]}
        return self._odd | waiting | cut
