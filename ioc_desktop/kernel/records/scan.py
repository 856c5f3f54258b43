"""The quick way through the journal: entries as they lie on the disk, each looked at once.

Chains in which anything is odd are only named here; ``verify`` reads those again in the order of their numbers and says
what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from ioc_desktop.kernel.records.model import FIRST

Row = tuple[str, int, str, str, str, str | None]
"""Chain, number, hash before, hash, workstation, and the line that the hash covers."""
Heads = Mapping[str, tuple[int, str, str]]
"""Chain → the newest entry that was seen of it before: number, hash, workstation."""
MOST_AHEAD = 50_000
"""Entries of one chain that may wait for one that lies further on."""


class Scan:
    """One pass. Entries of a chain may lie in any order: what comes too early waits."""

    def __init__(self, heads: Heads) -> None:
        self.heads = heads
        self.tips: dict[str, tuple[int, str, str]] = {}
        self._odd: set[str] = set()
        self._ahead: dict[str, dict[int, tuple[str, str, str]]] = {}

    def take(self, row: Row) -> None:
        """Look at the next row."""
        device, seq, prev, mark, workstation, line = row
        tip = self.tips.get(device) or (0, FIRST, "")
        if line is None or sha256(line.encode("utf-8", "replace")).hexdigest() != mark:
            self._odd.add(device)
        elif seq == tip[0] + 1 and prev == tip[1]:
            self._go_on(device, seq, mark, workstation)
        elif seq > tip[0] + 1:
            self._wait(device, seq, (prev, mark, workstation))
        else:
            self._odd.add(device)

    def _go_on(self, device: str, seq: int, mark: str, workstation: str) -> None:
        self.tips[device] = (seq, mark, workstation)
        head = self.heads.get(device)
        if head is not None and head[0] == seq and head[1] != mark:
            self._odd.add(device)
        following = self._ahead.get(device)
        while following and (entry := following.pop(seq + 1, None)) is not None:
            seq += 1
            if entry[0] != self.tips[device][1]:
                self._odd.add(device)
            self.tips[device] = (seq, entry[1], entry[2])
            if head is not None and head[0] == seq and head[1] != entry[1]:
                self._odd.add(device)

    def _wait(self, device: str, seq: int, entry: tuple[str, str, str]) -> None:
        waiting = self._ahead.setdefault(device, {})
        if seq in waiting or len(waiting) >= MOST_AHEAD:
            self._odd.add(device)
        waiting[seq] = entry
        if len(waiting) > MOST_AHEAD:
            waiting.clear()

    def odd(self) -> set[str]:
        """Chains that have to be looked at closely."""
        waiting = {device for device, entries in self._ahead.items() if entries}
        cut = {device for device, head in self.heads.items() if self.tips.get(device, (0,))[0] < head[0]}
        return self._odd | waiting | cut
