"""What each subcommand of main.py does; ``ioc_desktop.cli`` names and parses them."""
