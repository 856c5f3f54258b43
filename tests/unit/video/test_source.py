import pickle
import socket

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
        reasons.probe_timeout,
    )
    made = [make() for make in plain]
    made += [reasons.unsupported_codec("hevc"), reasons.file_missing("a"), reasons.not_a_video("a")]
    for reason in made:
        again = pickle.loads(pickle.dumps(reason))
        assert again.code == reason.code
        assert again.message() == reason.message()
        assert reason.message().count(".") >= 2, "what happened, and what to do"
