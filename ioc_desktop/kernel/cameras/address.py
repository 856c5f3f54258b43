"""Stream addresses: which are accepted, and taking the login out of them."""

import re
from urllib.parse import unquote

SCHEMES = ("rtsp", "rtsps", "http", "https", "file")

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def split_login(url: str) -> tuple[str, tuple[str, str] | None]:
    """The address without ``user:password@``, and that login decoded; None where there is none.

    Passwords may hold ``@``, ``:`` and, written carelessly, ``/``: the last ``@`` of the authority counts.

    >>> split_login("rtsp://admin:p%40ss@10.0.0.7:554/ch1")
    ('rtsp://10.0.0.7:554/ch1', ('admin', 'p@ss'))
    """
    match = _SCHEME.fullmatch(url)
    if match is None or match["scheme"].lower() == "file":
        return url, None
    authority, slash, path = match["rest"].partition("/")
    if "@" not in authority and _is_login_with_slash(authority, path):
        more, at, path_rest = path.partition("@")
        authority, slash, path = _joined(f"{authority}/{more}{at}{path_rest}")
    if "@" not in authority:
        return url, None
    login, _, host = authority.rpartition("@")
    user, _, password = login.partition(":")
    return f"{match['scheme']}://{host}{slash}{path}", (unquote(user), unquote(password))


def is_address(text: str) -> bool:
    """Whether a source of pictures can be opened from this: a URL with a host, or a path of a file."""
    match = _SCHEME.fullmatch(text)
    if match is None:
        return _is_path(text)
    scheme, rest = match["scheme"].lower(), match["rest"]
    if scheme not in SCHEMES:
        return False
    if scheme == "file":
        return len(rest) > 1
    return _is_authority(re.split(r"[/?#]", rest, maxsplit=1)[0])


def _is_path(text: str) -> bool:
    return text.startswith(("/", "./", "../", "~", "\\\\")) or _WINDOWS_DRIVE.match(text) is not None


def _is_authority(authority: str) -> bool:
    match = re.fullmatch(r"(?P<host>\[[0-9A-Fa-f:.]+(?:%25[\w.-]+)?\]|[^\s:@\[\]]+)(?::(?P<port>\d{1,5}))?", authority)
    return match is not None and (match["port"] is None or 0 < int(match["port"]) < 65536)


def _is_login_with_slash(authority: str, path: str) -> bool:
    _, colon, port = authority.rpartition(":")
    return bool(colon) and not port.isdecimal() and not authority.startswith("[") and "@" in path


def _joined(text: str) -> tuple[str, str, str]:
    login, _, rest = text.partition("@")
    host, slash, path = rest.partition("/")
    return f"{login}@{host}", slash, path
