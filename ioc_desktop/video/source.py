"""Opens a stream's address: the only place that knows its credentials and FFmpeg's options and errors."""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import url2pathname

import av
import av.error
from av.codec.context import Flags

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video import reasons
from ioc_desktop.video.types import StreamSpec

Container = av.container.InputContainer
_Address = tuple[str, int]

REACH_LIMIT_S = 3.0
SILENCE_LIMIT_S = 4.0
OPEN_LIMIT_S = 8.0
_PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}
# Not "nobuffer": it throws away the pictures read while opening, and with them the first key frame.
_RTSP_OPTIONS = {"max_delay": "200000", "fpsprobesize": "0"}
# The session description names the codec, so the first packet is enough: open in 0.1 s instead of 1.9 s.
_HASTY_OPTIONS = {"probesize": "32"}
_VIDEO_ONLY = {"allowed_media_types": "video"}
_MANY_PIXELS = 1920 * 1080
_LIMITED_PIXELS = 1280 * 720


def is_file(spec: StreamSpec) -> bool:
    """Whether frames come at the speed of the disk and have to be paced."""
    return _scheme(spec.url) in {"", "file"}


def _scheme(url: str) -> str:
    scheme, separator, _ = url.partition("://")
    return scheme.lower() if separator else ""


def open_source(spec: StreamSpec, *, thorough: bool = False) -> Container:
    """Connect and read the headers, within ``REACH_LIMIT_S`` + ``OPEN_LIMIT_S`` unless FFmpeg hangs.

    Args:
        spec: what to open.
        thorough: find out the frame rate too, at the price of a second.

    Raises:
        ExpectedError: ``video.…`` with the reason.
    """
    if is_file(spec):
        container = _open_file(spec)
    elif _scheme(spec.url) in _PORTS:
        container = _open_network(spec, thorough=thorough)
    else:
        raise reasons.scheme_unsupported(_scheme(spec.url))
    try:
        _require_video(container)
    except ExpectedError:
        container.close()
        raise
    return container


def _open_file(spec: StreamSpec) -> Container:
    path = _path(spec.url)
    if path.is_dir() or not path.exists():
        raise reasons.file_missing(path.name or spec.url)
    try:
        return av.open(str(path))
    except (av.error.FFmpegError, OSError) as error:
        raise reasons.not_a_video(path.name) from error


def _path(url: str) -> Path:
    """A path as it is written, or the one that a ``file://`` address means by its percent signs."""
    written = Path(url.removeprefix("file://"))
    if written.exists() or not url.startswith("file://"):
        return written
    return Path(url2pathname(url.removeprefix("file://")))


def _open_network(spec: StreamSpec, *, thorough: bool) -> Container:
    host, port = _host_and_port(spec.url)
    reach(host, port)
    started_s = time.monotonic()
    try:
        return _connect(spec, thorough=thorough)
    except (av.error.FFmpegError, OSError) as error:
        is_slow = time.monotonic() - started_s > SILENCE_LIMIT_S * 0.9
        # "from None": the cause would show the address with its password.
        raise reasons.no_answer(host) if is_slow else _reason(error, host, port) from None


def _host_and_port(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORTS[_scheme(url)]
    except ValueError:
        raise reasons.bad_address() from None  # the cause quotes what may be half of a password
    if not host:
        raise reasons.bad_address()
    return host, port


def _connect(spec: StreamSpec, *, thorough: bool) -> Container:
    options = {"timeout": str(int(SILENCE_LIMIT_S * 1e6))}
    if not _scheme(spec.url).startswith("rtsp"):
        return _av_open(spec, options)
    options |= _RTSP_OPTIONS | {"rtsp_transport": spec.transport} | ({} if thorough else _HASTY_OPTIONS)
    try:
        return _av_open(spec, options | _VIDEO_ONLY)
    except av.error.HTTPOtherClientError:
        # What a camera says when we ask it to play no stream at all: look what it has instead of video.
        return _av_open(spec, options)


def _av_open(spec: StreamSpec, options: dict[str, str]) -> Container:
    return av.open(address_of(spec), options=options, timeout=(OPEN_LIMIT_S, SILENCE_LIMIT_S))


def address_of(spec: StreamSpec) -> str:
    """The address with the credentials in it, percent-encoded; for FFmpeg's eyes only."""
    if not spec.username:
        return spec.url
    parts = urlsplit(spec.url)
    host = parts.netloc.rpartition("@")[2]
    user = f"{quote(spec.username, safe='')}:{quote(spec.password, safe='')}"
    return parts._replace(netloc=f"{user}@{host}").geturl()


def reach(host: str, port: int) -> None:
    """Say precisely why a host cannot be reached, and never wait longer than ``REACH_LIMIT_S``.

    Raises:
        ExpectedError: ``video.name_unknown``, ``video.refused``, ``video.no_route`` or ``video.no_answer``.
    """
    try:
        _connect_any(_resolve(host, port))
    except OSError as error:
        raise reasons.of_socket(error, host, port) from None


def _connect_any(addresses: list[_Address]) -> None:
    """A name may stand for several addresses (IPv6 and IPv4): one that answers is enough."""
    until_s = time.monotonic() + REACH_LIMIT_S
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        try:
            with socket.create_connection(address, timeout=max(0.1, (until_s - time.monotonic()) / left)):
                return
        except OSError:
            if left == 1:
                raise


def _resolve(host: str, port: int) -> list[_Address]:
    """Look the name up; the resolver has no time limit of its own, so its thread is left behind when it is slow."""
    answer: list[list[_Address] | OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(list(dict.fromkeys((str(place[0]), port) for *_, place in found)))
        except OSError as error:
            answer.append(error)
        except UnicodeError:  # no name of the internet can be written like this
            answer.append(socket.gaierror())

    thread = threading.Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(REACH_LIMIT_S)
    if not answer:
        raise reasons.name_unknown(host)
    if isinstance(answer[0], OSError):
        raise answer[0]
    return answer[0]


def _reason(error: Exception, host: str, port: int) -> ExpectedError:
    by_kind: list[tuple[type[Exception] | tuple[type[Exception], ...], Callable[[], ExpectedError]]] = [
        ((av.error.HTTPUnauthorizedError, av.error.HTTPForbiddenError), reasons.wrong_password),
        (av.error.HTTPNotFoundError, reasons.not_found),
        (av.error.HTTPServerError, reasons.server_error),
        (av.error.HTTPClientError, reasons.not_found),
        ((av.error.ExitError, TimeoutError), lambda: reasons.no_answer(host)),
        (av.error.EOFError, reasons.closed),
        ((av.error.ProtocolNotFoundError, av.error.DemuxerNotFoundError), lambda: reasons.unsupported_codec("")),
        (av.error.InvalidDataError, lambda: reasons.not_a_stream(host, port)),
    ]
    for kind, make in by_kind:
        if isinstance(error, kind):
            return make()
    return reasons.of_socket(error, host, port) if isinstance(error, OSError) else reasons.garbage()


def _require_video(container: Container) -> None:
    if not container.streams.video:
        others = [stream.type for stream in container.streams]
        raise reasons.no_video() if "audio" in others or not others else reasons.unsupported_codec("")
    context = container.streams.video[0].codec_context
    if context is None or context.codec is None:
        raise reasons.unsupported_codec("")


def prepare_decoder(container: Container, *, live: bool) -> av.VideoStream:
    """The video stream, with threads by its size: threads inside FFmpeg only cost while pictures are small."""
    stream = container.streams.video[0]
    context = stream.codec_context
    pixels = context.width * context.height
    context.thread_count = 1 if pixels <= _LIMITED_PIXELS else 2
    context.thread_type = "FRAME" if pixels > _MANY_PIXELS else "SLICE"
    if live:
        context.flags |= Flags.low_delay
    return stream
