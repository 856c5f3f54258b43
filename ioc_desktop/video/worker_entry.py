"""Where a decoding process begins; apart from the worker, so that the window never loads PyAV or OpenCV."""

from multiprocessing.connection import Connection


def worker_main(pipe: Connection, table_name: str, index: int) -> None:
    """Entry point of the process; ``index`` is its row among the table's workers."""
    from ioc_desktop.video.worker import run_worker  # noqa: PLC0415  (see above)

    run_worker(pipe, table_name, index)
