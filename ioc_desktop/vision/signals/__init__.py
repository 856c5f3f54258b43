"""States of traffic lights as the controller tells them: a file or an address that says it again and again."""
