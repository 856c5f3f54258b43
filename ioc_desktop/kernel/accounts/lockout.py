"""How long an account stays shut after wrong passwords. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_TRIES = 5
FIRST_LOCK_S = 30.0
LONGEST_LOCK_S = 3600.0


@dataclass(frozen=True)
class Attempts:
    """Wrong passwords in a row.

    Attributes:
        failures: how many.
        last_at: when the last one was, by the wall clock.
        locked_until: nothing is tried before.
    """

    failures: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None

    def failed(self, now: datetime) -> "Attempts":
        """One more; from the fifth on the account is locked, each time twice as long, up to an hour."""
        failures = self.failures + 1
        lock_s = lock_length_s(failures)
        return Attempts(failures, now, now + timedelta(seconds=lock_s) if lock_s else None)

    def repaired(self, now: datetime) -> "Attempts":
        """The same after the machine's clock was set back: a lock never lasts longer than it was meant to."""
        if self.last_at is None or self.last_at <= now or self.locked_until is None:
            return self
        return Attempts(self.failures, now, now + timedelta(seconds=lock_length_s(self.failures)))

    def wait_s(self, now: datetime) -> float:
        """Seconds until a password may be tried; 0 = now."""
        return max(0.0, (self.locked_until - now).total_seconds()) if self.locked_until else 0.0


def lock_length_s(failures: int) -> float:
    """Seconds of lock after so many failures in a row; 0 = none."""
    if failures < FREE_TRIES:
        return 0.0
    return float(min(LONGEST_LOCK_S, FIRST_LOCK_S * 2 ** min(failures - FREE_TRIES, 16)))
