"""What a controller says, in its own words and by its own clock."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.rules.model import SignalWord
from ioc_desktop.vision.signals.clock import FeedClock
from ioc_desktop.vision.signals.reader import SILENT_S, SignalReader
from ioc_desktop.vision.signals.recording import read_recording
from ioc_desktop.vision.signals.text import Document, Told, document

ISO = '{"at": "2026-11-28T08:00:05+07:00", "signals": [{"id": " LD-1 ", "state": "RED", "since": %s}, {"id": 2}]}'


def said(at: float, state: str = "red", since: float | None = None) -> str:
    return json.dumps({"at": at, "signals": [{"id": "LD-1", "state": state, "since": since}]})


def test_a_document_is_read_by_its_own_clock() -> None:
    told = document(ISO % '"2026-11-28T00:59:52.5Z"')
    assert told.signals == {"LD-1": Told("red", told.at - 12.5), "2": Told("unknown")}


@pytest.mark.parametrize("since", ['"2026-11-28T08:00:06+07:00"', '"2026-11-28T07:00:00"', '"soon"', "true", "null"])
def test_a_since_that_cannot_be_says_nothing(since: str) -> None:
    assert document(ISO % since).signals["LD-1"] == Told("red")


@pytest.mark.parametrize(("word", "state"), [("amber", "yellow"), ("GREEN", "green"), ("flashing", "unknown")])
def test_states(word: str, state: str) -> None:
    assert document(said(1, word)).signals["LD-1"].state == state


def test_of_lines_the_last_counts() -> None:
    assert document(f"{said(1)}\n{said(2, 'green')}\n\n").at == 2


@pytest.mark.parametrize(
    "text",
    [
        "", "red", "[]", "{}",
        '{"at": 1}', '{"signals": []}', '{"at": "NaN", "signals": []}', '{"at": 1, "signals": {}}',
        '{"at": 1, "signals": [3]}', '{"at": 1, "signals": [{"id": ""}]}', '{"at": 1, "signals": [{"id": null}]}',
        '{"at": NaN, "signals": []}', said(1)[:-3], json.dumps({"at": 1, "signals": [{"id": n} for n in range(1001)]}),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ExpectedError) as refused:
        document(text)
    assert refused.value.code in {"signals.not_json", "signals.wrong"}


def told(at: float) -> Document:
    return Document(at, {"LD-1": Told("red", at - 10)})


def test_the_first_document_and_one_that_does_not_move_on_say_nothing() -> None:
    clock = FeedClock()
    assert clock.words(told(1000), 50) is None, "it may have lain there for an hour"
    assert clock.words(told(1000), 51) is None
    words = clock.words(told(1001), 51.5)
    assert words is not None
    assert words.signals["LD-1"] == SignalWord("red", 51.0, 41.0)


def test_a_late_document_is_not_taken_for_a_new_one() -> None:
    clock = FeedClock()
    clock.words(told(1000), 50.1)
    late = clock.words(told(1001), 55.0)
    assert late is not None
    assert late.signals["LD-1"].heard_s == pytest.approx(51.1)


def test_a_clock_that_was_set_back_begins_anew() -> None:
    clock = FeedClock()
    for at, now_s in ((1000, 50), (1001, 51)):
        clock.words(told(at), now_s)
    assert clock.words(told(400), 52) is None
    again = clock.words(told(401), 53)
    assert again is not None
    assert again.signals["LD-1"].heard_s == pytest.approx(53)


def test_a_recording_counts_from_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(said(100 + n, "green" if n < 3 else "red", 103 if n >= 3 else None) for n in range(6)))
    feed = read_recording(path)
    assert feed.at(-1) == {}
    assert feed.at(2.9)["LD-1"] == SignalWord("green", 2.0)
    assert feed.at(4.0)["LD-1"] == SignalWord("red", 4.0, 3.0)
    assert feed.at(99)["LD-1"].heard_s == 5, "beyond its end nothing is known"
    with pytest.raises(ExpectedError):
        read_recording(tmp_path / "none.jsonl")


def until(is_true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def reader() -> Iterator[SignalReader]:
    made = SignalReader(every_s=0.02)
    yield made
    made.stop()


def write(path: Path, text: str) -> None:
    """As a careful controller does."""
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(path)


def test_a_file_is_followed_and_its_silence_noticed(tmp_path: Path, reader: SignalReader) -> None:
    path = tmp_path / "state.json"
    reader.use(str(path))
    until(lambda: reader.problem)
    assert reader.problem is not None
    assert reader.problem.code == "signals.unreadable"
    at = 1.7e9
    write(path, said(at))
    until(lambda: reader.problem is None)
    assert reader.now("LD-1") is None, "one document is none"
    write(path, said(at + 0.1, "green", at))
    until(lambda: reader.now("LD-1"))
    word, age_s = reader.now("LD-1") or (None, 99.0)
    assert word is not None
    assert word.state == "green"
    assert age_s < SILENT_S
    assert reader.now("LD-2") is None
    before = reader.words
    path.write_text("{half", "utf-8")
    until(lambda: reader.problem)
    assert reader.words is before, "what was said stays said, and ages"
    reader.use("")
    assert reader.words.signals == {}


def test_an_old_word_says_nothing_about_now(reader: SignalReader) -> None:
    reader.words = type(reader.words)({"LD-1": SignalWord("red", time.monotonic() - SILENT_S - 0.1)})
    assert reader.now("LD-1") is None


class Controller(BaseHTTPRequestHandler):
    """Says another moment each time it is asked, once it has been asked twice in vain."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(503 if self.asked < 3 else 200)
        self.end_headers()
        self.wfile.write(said(1.7e9 + self.asked, "red", 1.7e9).encode())

    def log_message(self, *_facts: object) -> None:
        """Quiet."""


def test_an_address_is_asked_again_and_again(reader: SignalReader) -> None:
    server = HTTPServer(("127.0.0.1", 0), Controller)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        reader.use(f"http://127.0.0.1:{server.server_port}/state")
        until(lambda: reader.problem)
        until(lambda: reader.now("LD-1"))
        word, _age_s = reader.now("LD-1") or (SignalWord("unknown", 0), 0)
        assert word.state == "red"
        assert reader.problem is None
    finally:
        server.shutdown()
        server.server_close()
    until(lambda: reader.problem)


@pytest.mark.parametrize(
    "source", ["http://127.0.0.1:9/none", "http://", "http://[::1", "/", "ftp://127.0.0.1/x", "\0"]
)
def test_a_source_that_cannot_be_read_is_a_problem_and_no_crash(source: str, reader: SignalReader) -> None:
    reader.use(source)
    until(lambda: reader.problem)
    assert reader.words.signals == {}
