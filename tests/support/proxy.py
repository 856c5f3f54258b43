"""Lines between a desktop and its server, as bad as a test wants: slow, lossy, silent, cut, or a captive portal."""

from __future__ import annotations

import selectors
import socket
import socketserver
import threading
import time
from collections import deque
from contextlib import suppress
from random import Random
from typing import Any

RETRANSMISSION_S = 0.2
"""What a lost packet costs: TCP's shortest wait before it sends again, and everything behind it waits too."""
_CHUNK = 65536


class _Way:
    """Bytes from one end to the other, each with the time at which it is due."""

    def __init__(self, source: socket.socket, sink: socket.socket) -> None:
        self.source, self.sink = source, sink
        self.waiting: deque[tuple[float, bytes]] = deque()
        self.last_due = 0.0


class Proxy:
    """One thread between any number of connections and ``target``.

    Args:
        delay_s: one way; a round trip takes twice that.
        loss: share of the chunks that arrive one retransmission late.

    Attributes:
        swallowed: set when bytes arrive while the line is silent.
    """

    def __init__(self, target: tuple[str, int], *, delay_s: float = 0.0, loss: float = 0.0, seed: int = 0) -> None:
        self._target, self._delay_s, self._loss, self._random = target, delay_s, loss, Random(seed)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.swallowed = threading.Event()
        self._selector = selectors.DefaultSelector()
        self._bell, self._ring = socket.socketpair()
        self._ways: list[_Way] = []
        self._is_silent = self._is_ending = self._is_cutting = False
        self._selector.register(self._server, selectors.EVENT_READ, self._accept)
        self._selector.register(self._bell, selectors.EVENT_READ, lambda: self._bell.recv(4096))
        self._thread = threading.Thread(target=self._run, name="proxy")
        self._thread.start()

    def fall_silent(self) -> None:
        """Take everything, acknowledge it, and pass nothing on: the box on the way has forgotten the connection."""
        self.swallowed.clear()
        self._is_silent = True

    def speak(self) -> None:
        """Pass on what was held back, and what comes."""
        self._is_silent = False
        self._ring.send(b"!")

    def cut(self) -> None:
        """Reset every connection; new ones are taken."""
        self._is_cutting = True
        self._ring.send(b"!")

    def close(self) -> None:
        self._is_ending = True
        self._ring.send(b"!")
        self._thread.join()
        for one in (self._server, self._bell, self._ring):
            one.close()
        self._selector.close()

    def _run(self) -> None:
        while not self._is_ending:
            for key, _ in self._selector.select(self._until_due()):
                key.data()
            if self._is_cutting:
                self._drop(list(self._ways))
                self._is_cutting = False
            if not self._is_silent:
                self._deliver()
        self._drop(list(self._ways))

    def _until_due(self) -> float | None:
        due = [way.waiting[0][0] for way in self._ways if way.waiting]
        return max(0.0, min(due) - time.monotonic()) if due and not self._is_silent else None

    def _accept(self) -> None:
        near, _ = self._server.accept()
        try:
            far = socket.create_connection(self._target)
        except OSError:
            near.close()
            return
        for source, sink in ((near, far), (far, near)):
            source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            way = _Way(source, sink)
            self._ways.append(way)
            self._selector.register(source, selectors.EVENT_READ, lambda way=way: self._take(way))

    def _take(self, way: _Way) -> None:
        data = b""
        with suppress(OSError):
            data = way.source.recv(_CHUNK)
        late_s = RETRANSMISSION_S if self._random.random() < self._loss else 0.0
        way.last_due = max(way.last_due, time.monotonic() + self._delay_s + late_s)
        way.waiting.append((way.last_due, data))
        if not data:
            self._selector.unregister(way.source)
        if self._is_silent:
            self.swallowed.set()

    def _deliver(self) -> None:
        for way in list(self._ways):
            while way.waiting and way.waiting[0][0] <= time.monotonic():
                data = way.waiting.popleft()[1]
                try:
                    if not data:
                        raise ConnectionResetError
                    way.sink.sendall(data)
                except OSError:
                    self._drop([other for other in self._ways if way.source in (other.source, other.sink)])

    def _drop(self, ways: list[_Way]) -> None:
        for way in ways:
            with suppress(KeyError, ValueError):
                self._selector.unregister(way.source)
            way.source.close()
            way.waiting.clear()
            with suppress(ValueError):
                self._ways.remove(way)


class _Portal(socketserver.BaseRequestHandler):
    """Answers whatever comes with a page to sign in at."""

    def handle(self) -> None:
        self.request.recv(_CHUNK)
        self.request.sendall(
            b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/login\r\n\r\n<html>Dang nhap Wi-Fi</html>"
        )


class CaptivePortal:
    """The network of a hotel before anybody has signed in: every port answers in HTML."""

    def __init__(self) -> None:
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Portal)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="portal")
        self._thread.start()

    @property
    def port(self) -> int:
        address: Any = self._server.server_address
        return int(address[1])

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
