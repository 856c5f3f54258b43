"""GStreamer's RTSP server as a fixture. A test's conftest imports the fixture by name."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from ioc_desktop.demo.streams import Mount, RtspServer, available

ServerFactory = Callable[..., RtspServer]


@pytest.fixture
def rtsp_server() -> Iterator[ServerFactory]:
    """Starts servers: ``rtsp_server({"/gate": {"file": "gate.mp4"}}, port=0)``; they end with the test."""
    if not available():
        pytest.skip("GStreamer's RTSP server for /usr/bin/python3 is not installed (make setup installs it)")
    servers: list[RtspServer] = []

    def start(mounts: Mapping[str, Mount], port: int = 0) -> RtspServer:
        server = RtspServer(mounts, port)
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        server.stop()
