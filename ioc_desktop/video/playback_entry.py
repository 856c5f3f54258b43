"""Where a playing process begins; apart from what it does, so that the window never loads PyAV or OpenCV."""

from multiprocessing.connection import Connection


def playback_main(pipe: Connection, path: str) -> None:
    """Entry point of the process."""
    from ioc_desktop.video.playback_worker import run_playback  # noqa: PLC0415  (see above)

    run_playback(pipe, path)
