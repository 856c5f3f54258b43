"""Cameras that send JPEG pictures over HTTP."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import pytest

from ioc_desktop.video.types import StreamSpec, StreamState
from tests.support.clips import moving_picture
from tests.support.engine import Wall


class _Camera(BaseHTTPRequestHandler):
    """Endless multipart/x-mixed-replace at some 15 pictures a second, on ``/video`` only."""

    ending = threading.Event()

    def do_GET(self) -> None:
        if self.path != "/video":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        index = 0
        try:
            while not self.ending.wait(1 / 15):
                _, coded = cv2.imencode(".jpg", moving_picture(index, 320, 180))
                head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(coded)}\r\n\r\n"
                self.wfile.write(head.encode() + coded.tobytes() + b"\r\n")
                index += 1
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        del format, args


@pytest.fixture
def camera() -> Iterator[str]:
    _Camera.ending.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Camera)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    _Camera.ending.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_mjpeg_over_http_is_live(wall: Wall, camera: str) -> None:
    wall.show([StreamSpec("a", f"{camera}/video"), StreamSpec("b", f"{camera}/nothing")])
    wall.until(lambda: wall.painted.get(0, 0) >= 15)
    assert wall.state(0) == StreamState.LIVE
    assert wall.status(0).codec == "mjpeg"
    assert (wall.status(0).width, wall.status(0).height) == (320, 180)
    wall.until_reason("video.not_found", 1)
