"""How the server takes this desktop, as a link and as a sentence."""

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.engine import Standing
from ioc_desktop.sync.state import Link, ServerAddress

LINKS = {
    Standing.WELCOME: Link.ONLINE,
    Standing.UPDATE_NEEDED: Link.UPDATE_NEEDED,
    Standing.SERVER_OLD: Link.SERVER_OLD,
    Standing.REVOKED: Link.REFUSED,
    Standing.NO_ROLE: Link.REFUSED,
    Standing.FENCED: Link.REFUSED,
    Standing.WIPED: Link.REFUSED,
}
REVOKED = QT_TRANSLATE_NOOP(
    "errors", "Máy chủ không nhận máy này nữa. Dữ liệu chưa gửi vẫn giữ trên máy; liên hệ quản trị để được cấp lại."
)
NO_ROLE = QT_TRANSLATE_NOOP(
    "errors", "Tài khoản {user} chưa được cấp vai trò trên máy chủ. Nhờ quản trị cấp bằng main.py server role add."
)
WIPED = QT_TRANSLATE_NOOP(
    "errors",
    "Theo lệnh của trung tâm, khóa dữ liệu của máy này đã bị hủy: đóng chương trình là không mở lại được. "
    "Liên hệ quản trị.",
)
FENCED = QT_TRANSLATE_NOOP(
    "errors", "Một chương trình khác đang dùng danh tính của máy này. Đóng chương trình đó rồi bấm Đồng bộ ngay."
)


def problem_of(standing: Standing, address: ServerAddress) -> ExpectedError | None:
    """Why this desktop may not take part; None when it may."""
    if standing is Standing.REVOKED:
        return ExpectedError("sync.revoked", REVOKED)
    if standing is Standing.WIPED:
        return ExpectedError("sync.wiped", WIPED)
    if standing is Standing.NO_ROLE:
        return ExpectedError("sync.no_role", NO_ROLE, user=address.user)
    return ExpectedError("sync.fenced", FENCED) if standing is Standing.FENCED else None
