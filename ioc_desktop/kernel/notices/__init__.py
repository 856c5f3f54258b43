"""What a person is told, in the window, on the desktop and by e-mail."""
