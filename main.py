"""Entry point of IOC Desktop; see README.md."""

if __name__ == "__main__":
    from ioc_desktop.cli import main

    raise SystemExit(main())
