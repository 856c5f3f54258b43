"""Entry point of IOC Desktop; see README.md."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # in a packaged program the decoders start here, too
        import multiprocessing

        multiprocessing.freeze_support()

    from ioc_desktop.cli import main

    raise SystemExit(main())
