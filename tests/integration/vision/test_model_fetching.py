"""``models fetch`` against a real web server that behaves well, badly, or not at all."""

import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ioc_desktop.commands.fetching import fetch_model, list_offers
from ioc_desktop.config.paths import resource_path
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.offers import Offer, download, read_offers
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.onnx_bytes import write_tiny_detector


@dataclass
class Shelf:
    """What the server serves and what it was asked; ``most`` bytes per answer before it hangs up."""

    content: bytes
    most: int = 1 << 30
    knows_ranges: bool = True
    status: int = 200
    ranges: list[str | None] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(write_tiny_detector(tmp_path / "source.onnx").read_bytes())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            shelf.ranges.append(asked)
            start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and shelf.knows_ranges else 0
            rest = shelf.content[start:]
            self.send_response(206 if start and shelf.status == 200 else shelf.status)
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest[: shelf.most])

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        shelf.url = f"http://127.0.0.1:{server.server_port}/model.onnx"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield shelf
        server.shutdown()
        thread.join()


@pytest.fixture
def offer(shelf: Shelf) -> Offer:
    digest = hashlib.sha256(shelf.content).hexdigest()
    return Offer("tiny", shelf.url, digest, len(shelf.content), "Apache-2.0", "made for a test")


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "profile" / "models")


def fetch(registry: ModelRegistry, offer: Offer, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    code = fetch_model(registry, [offer], "tiny", agree=lambda _question: True, json_output=True)
    answer: dict[str, str] = json.loads(capsys.readouterr().out)
    return code, answer


def test_a_good_file_becomes_a_pack_that_says_its_licence(
    registry: ModelRegistry, offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(registry, offer, capsys) == (0, {"name": "tiny", "licence": "Apache-2.0", "sha256": offer.sha256})
    pack = registry.find("tiny")
    assert (pack.sha256, pack.licence) == (offer.sha256, "Apache-2.0")
    assert offer.url in pack.origin
    assert [entry.name for entry in registry.profile.iterdir()] == ["tiny"]


def test_the_licence_is_shown_and_nothing_is_asked_of_the_network_before_it_is_agreed_to(
    registry: ModelRegistry, offer: Offer, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    questions: list[str] = []

    def refuse(question: str) -> bool:
        questions.append(question)
        return False

    assert fetch_model(registry, [offer], "tiny", agree=refuse) == 1
    assert "Apache-2.0" in questions[0]
    assert offer.url in questions[0]
    assert "chưa được đồng ý" in capsys.readouterr().err
    assert shelf.ranges == []
    assert not registry.profile.exists()


def test_a_file_that_is_not_the_pinned_one_is_thrown_away(
    registry: ModelRegistry, offer: Offer, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.content = shelf.content[:-1] + bytes([shelf.content[-1] ^ 1])
    code, answer = fetch(registry, offer, capsys)
    assert (code, answer["error"]) == (1, "model.wrong_download")
    assert "models add" in answer["message"]
    assert registry.packs() == []
    assert not list(registry.profile.rglob("*.part"))


def test_a_longer_file_is_not_read_to_its_end(
    registry: ModelRegistry, offer: Offer, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.content += bytes(8 << 20)
    seen: list[int] = []
    registry.profile.mkdir(parents=True)
    with pytest.raises(ExpectedError, match="wrong_download"):
        download(offer, registry.profile, progress=lambda have, _size: seen.append(have))
    assert max(seen) < offer.size + (1 << 20)
    assert capsys.readouterr().out == ""


def test_a_cut_download_is_gone_on_with(
    registry: ModelRegistry, offer: Offer, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.most = len(shelf.content) // 2
    code, answer = fetch(registry, offer, capsys)
    assert (code, answer["error"]) == (1, "model.download_cut")
    assert registry.packs() == []
    shelf.most = 1 << 30
    assert fetch(registry, offer, capsys)[0] == 0
    assert shelf.ranges == [None, f"bytes={len(shelf.content) // 2}-"]


def test_a_server_without_ranges_sends_all_again(
    registry: ModelRegistry, offer: Offer, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.most, shelf.knows_ranges = len(shelf.content) // 2, False
    fetch(registry, offer, capsys)
    shelf.most = 1 << 30
    assert fetch(registry, offer, capsys)[0] == 0


@pytest.mark.parametrize("status", [404, 416, 500])
def test_a_server_that_refuses_is_said(
    status: int, registry: ModelRegistry, offer: Offer, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.status = status
    code, answer = fetch(registry, offer, capsys)
    assert (code, answer["error"]) == (1, "model.unreachable")
    assert str(status) in answer["message"]


def test_without_a_network_the_way_without_one_is_told(
    registry: ModelRegistry, offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        closed = replace(offer, url=f"http://127.0.0.1:{taken.getsockname()[1]}/model.onnx")
        code, answer = fetch(registry, closed, capsys)
    assert (code, answer["error"]) == (1, "model.unreachable")
    assert "models add TỆP" in answer["message"]


def test_a_name_that_is_not_on_the_list(registry: ModelRegistry, capsys: pytest.CaptureFixture[str]) -> None:
    offers = read_offers(resource_path("models.toml"))
    code = fetch_model(registry, offers, "none", agree=lambda _question: True, json_output=True)
    assert code == 1
    assert json.loads(capsys.readouterr().out)["error"] == "model.not_offered"


def test_the_list_of_the_program_pins_every_file(capsys: pytest.CaptureFixture[str]) -> None:
    offers = read_offers(resource_path("models.toml"))
    assert list_offers(offers, json_output=True) == 0
    for row in json.loads(capsys.readouterr().out):
        assert row["url"].startswith("https://")
        assert len(bytes.fromhex(row["sha256"])) == 32
        assert row["size"] > 0
        assert row["licence"] in {"Apache-2.0", "MIT", "BSD-3-Clause"}
