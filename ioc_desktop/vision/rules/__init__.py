"""From tracks to events: what an officer wants to be told. Pure: time comes with the pictures."""
