"""Vietnamese number words over a million amounts: how many come back wrong, and how fast.

Usage: ``python benchmarks/bench_number_words.py [--amounts N]``
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import Figure, publish

from ioc_desktop.kernel.number_words.parsing import amount_from_words
from ioc_desktop.kernel.number_words.words import LARGEST, Spelling, amount_in_words

BATCH = 50_000


def amounts(count: int, seed: int) -> list[int]:
    """Amounts of every length, a third of them round, a few negative."""
    chance = random.Random(seed)
    drawn = [chance.randrange(10 ** chance.randint(1, 18)) for _ in range(count)]
    return [min(LARGEST, number * chance.choice((1, 1, 1000))) * chance.choice((1, 1, 1, -1)) for number in drawn]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--amounts", type=int, default=1_000_000)
    count = options.parse_args().amounts
    wrong, writing_s, reading_s = 0, 0.0, 0.0
    spellings = (Spelling(), Spelling("lẻ", "bốn", "ngàn", "tỉ"))
    for turn, begin in enumerate(range(0, count, BATCH)):
        batch = amounts(min(BATCH, count - begin), turn)
        begun = time.perf_counter()
        words = [amount_in_words(amount, spellings[turn % 2]) for amount in batch]
        written = time.perf_counter()
        back = [amount_from_words(text) for text in words]
        reading_s += time.perf_counter() - written
        writing_s += written - begun
        wrong += sum(one != other for one, other in zip(batch, back, strict=True))
    publish(
        "number_words",
        [
            Figure("wrong_round_trips", wrong, "", f"{count} amounts up to 10^18, two spellings", 0),
            Figure("write_us", writing_s / count * 1e6, "us", "one amount in words", 50),
            Figure("read_us", reading_s / count * 1e6, "us", "one amount from words", 100),
        ],
    )


if __name__ == "__main__":
    main()
