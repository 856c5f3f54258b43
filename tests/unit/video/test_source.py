import pickle
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video import reasons
from ioc_desktop.video.source import address_of, is_file, open_source, reach
from ioc_desktop.video.types import StreamSpec


def test_credentials_are_encoded_into_the_address() -> None:
    spec = StreamSpec("a", "rtsp://10.0.0.7:8554/ch1?x=1", "quản trị", "p@ss/w:%")
    assert address_of(spec) == "rtsp://qu%E1%BA%A3n%20tr%E1%BB%8B:p%40ss%2Fw%3A%25@10.0.0.7:8554/ch1?x=1"


def test_credentials_replace_those_in_the_address() -> None:
    assert address_of(StreamSpec("a", "rtsp://old:word@[::1]:554/x", "u", "p")) == "rtsp://u:p@[::1]:554/x"
    assert address_of(StreamSpec("a", "rtsp://h/x")) == "rtsp://h/x"


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(StreamSpec("a", "rtsp://h/x", "u", "secret"))


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("/clips/a.mp4", True),
        ("file:///a.mp4", True),
        ("rtsp://h/x", False),
        ("HTTP://h/x", False),
        ("C:\\a.mp4", True),
    ],
)
def test_what_is_a_file(url: str, answer: bool) -> None:  # noqa: FBT001
    assert is_file(StreamSpec("a", url)) is answer


def test_unknown_kinds_of_address_are_refused() -> None:
    with pytest.raises(ExpectedError) as raised:
        open_source(StreamSpec("a", "concat://a|b"))
    assert raised.value.code == "video.scheme_unsupported"


def test_a_listening_port_can_be_reached_and_a_closed_one_says_so() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        reach("127.0.0.1", port)
    with pytest.raises(ExpectedError) as raised:
        reach("127.0.0.1", port)
    assert raised.value.code == "video.refused"
    assert str(port) in raised.value.message()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(), "video.name_unknown"),
        (TimeoutError(), "video.no_answer"),
        (ConnectionResetError(), "video.closed"),
        (OSError(113, "no route"), "video.no_route"),
        (OSError(5, "Input/output error"), "video.not_a_stream"),
    ],
)
def test_each_socket_error_has_its_words(error: OSError, code: str) -> None:
    assert reasons.of_socket(error, "10.0.0.7", 554).code == code


def test_every_reason_has_a_sentence_and_travels_through_a_pipe() -> None:
    plain = (
        reasons.wrong_password,
        reasons.not_found,
        reasons.server_error,
        reasons.no_video,
        reasons.garbage,
        reasons.stalled,
        reasons.closed,
        reasons.frozen,
        reasons.stuck,
        reasons.ended,
        reasons.internal,
        reasons.bad_address,
        reasons.probe_timeout,
    )
    made = [make() for make in plain]
    made += [
        reasons.unsupported_codec("hevc"),
        reasons.unsupported_codec(""),
        reasons.file_missing("a"),
        reasons.not_a_video("a"),
    ]
    for reason in made:
        again = pickle.loads(pickle.dumps(reason))
        assert again.code == reason.code
        assert again.message() == reason.message()
        assert "?" not in reason.message()
        assert reason.message().count(".") >= 2, "what happened, and what to do"


@contextmanager
def answering(reply: bytes) -> Iterator[int]:
    """A peer that says one thing to whoever asks, and hangs up; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    guest, _ = listener.accept()
                except OSError:
                    return
                with guest:
                    guest.settimeout(1)
                    try:
                        guest.recv(4096)
                        guest.sendall(reply)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(3)


@pytest.mark.parametrize("scheme", ["rtsp", "http"])
def test_a_peer_of_another_kind_is_not_called_a_broken_picture_or_network(scheme: str) -> None:
    page = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>a printer</html>"
    with answering(page) as port, pytest.raises(ExpectedError) as raised:
        open_source(StreamSpec("a", f"{scheme}://127.0.0.1:{port}/x"))
    assert raised.value.code == "video.not_a_stream"
    assert str(port) in raised.value.message()


@pytest.mark.parametrize(
    "url", ["rtsp://h:99999/x", "rtsp://h:se@cret/x", "rtsp://u:sec:ret/x", "rtsp://[::1/x", "rtsp:///x"]
)
def test_an_address_that_cannot_be_read_is_named_and_not_quoted(url: str) -> None:
    with pytest.raises(ExpectedError) as raised:
        open_source(StreamSpec("a", url))
    assert raised.value.code in {"video.bad_address", "video.name_unknown"}
    assert "sec" not in raised.value.message()
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("host", ["a..b", "a" * 70 + ".vn"])
def test_a_name_that_no_resolver_takes_is_an_unknown_name(host: str) -> None:
    with pytest.raises(ExpectedError) as raised:
        reach(host, 554)
    assert raised.value.code == "video.name_unknown"


def test_one_answering_address_of_a_name_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Callable[..., list[object]] = lambda _host, port, **_: [  # noqa: E731
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
    ]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *args, **kw: found(host, *args, **kw) if host == "two" else real(host, *args, **kw),
    )
    with answering(b"") as port:
        reach("two", port)


def test_a_file_address_may_be_percent_encoded(tmp_path: Path) -> None:
    odd = tmp_path / "cổng 1.mp4"
    odd.write_bytes(b"no video")
    with pytest.raises(ExpectedError) as raised:
        open_source(StreamSpec("a", odd.as_uri()))
    assert raised.value.code == "video.not_a_video"
