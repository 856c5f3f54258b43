"""Keeps credentials out of logs, screens and statistics."""

import re

_USERINFO = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)[^/@\s]*@", re.IGNORECASE)
_SECRET_PARAMETER = re.compile(
    r"(?P<name>[?&](?:pass|password|pwd|token|secret|key|auth|user)[a-z_]*=)[^&\s]*", re.IGNORECASE
)


def redact(address: str) -> str:
    """The address without user names, passwords and secret query values.

    >>> redact("rtsp://admin:12345@10.0.0.7/ch1?token=abc&x=1")
    'rtsp://***@10.0.0.7/ch1?token=***&x=1'
    """
    without_user = _USERINFO.sub(r"\g<scheme>***@", address)
    return _SECRET_PARAMETER.sub(r"\g<name>***", without_user)
