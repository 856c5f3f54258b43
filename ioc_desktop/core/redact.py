"""Keeps credentials out of logs, screens and statistics."""

import re

# Up to the last "@" before the path, and over a careless "/" in a password: what follows the first ":" is no port then.
_USERINFO = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*://)(?:[^/\s]*@|(?!\[)[^/@\s:]*:(?!\d{1,5}(?:[/?#\s]|$))\S*@)", re.IGNORECASE
)
_SECRET_PARAMETER = re.compile(
    r"(?P<name>[?&;/][a-z_.-]*(?:pas|pwd|token|secret|key|auth|user|usr|loginuse)[a-z_]*=)[^&;\s]*", re.IGNORECASE
)


def redact(address: str) -> str:
    """The address without user names, passwords and secret query values.

    >>> redact("rtsp://admin:12345@10.0.0.7/ch1?token=abc&x=1")
    'rtsp://***@10.0.0.7/ch1?token=***&x=1'
    """
    without_user = _USERINFO.sub(r"\g<scheme>***@", address)
    return _SECRET_PARAMETER.sub(r"\g<name>***", without_user)
