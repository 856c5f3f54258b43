"""How long to wait before the next attempt."""

from dataclasses import dataclass, field
from random import Random


@dataclass
class Backoff:
    """Doubling delays with jitter, for ever; forgets its failures after a healthy while.

    Attributes:
        first_s: delay before the first retry, in seconds.
        ceiling_s: longest delay, in seconds.
        jitter: share of the delay that is random, so that 64 cameras behind one switch do not come back in step.
        healthy_after_s: uptime after which ``succeeded`` resets the delay.
    """

    first_s: float = 0.5
    ceiling_s: float = 15.0
    jitter: float = 0.25
    healthy_after_s: float = 10.0
    attempts: int = 0
    random: Random = field(default_factory=Random)

    def failed(self, uptime_s: float = 0.0) -> float:
        """Record a failure after ``uptime_s`` seconds of health; the delay before the next attempt, in seconds."""
        if uptime_s >= self.healthy_after_s:
            self.attempts = 0
        delay = min(self.ceiling_s, self.first_s * 2.0 ** min(self.attempts, 30))
        self.attempts += 1
        return delay * (1 + self.jitter * (self.random.random() * 2 - 1))
