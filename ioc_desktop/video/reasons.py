"""Why a stream is not live, in words that tell the officer what to do."""

import errno
import socket

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


def name_unknown(host: str) -> ExpectedError:
    return ExpectedError(
        "video.name_unknown",
        QT_TRANSLATE_NOOP("errors", "Không tìm thấy máy tên {host}. Kiểm tra tên máy hoặc máy chủ DNS."),
        host=host,
    )


def refused(host: str, port: int) -> ExpectedError:
    return ExpectedError(
        "video.refused",
        QT_TRANSLATE_NOOP("errors", "{host} từ chối kết nối ở cổng {port}. Kiểm tra cổng và dịch vụ RTSP của camera."),
        host=host,
        port=port,
    )


def no_route(host: str) -> ExpectedError:
    return ExpectedError(
        "video.no_route",
        QT_TRANSLATE_NOOP("errors", "Không có đường mạng tới {host}. Kiểm tra cáp mạng và địa chỉ camera."),
        host=host,
    )


def no_answer(host: str) -> ExpectedError:
    return ExpectedError(
        "video.no_answer",
        QT_TRANSLATE_NOOP("errors", "{host} không trả lời. Kiểm tra nguồn điện và mạng của camera."),
        host=host,
    )


def wrong_password() -> ExpectedError:
    return ExpectedError(
        "video.wrong_password",
        QT_TRANSLATE_NOOP("errors", "Sai tên đăng nhập hoặc mật khẩu camera. Nhập lại trong mục Camera."),
    )


def not_found() -> ExpectedError:
    return ExpectedError(
        "video.not_found",
        QT_TRANSLATE_NOOP("errors", "Camera không có luồng ở địa chỉ này. Kiểm tra phần đường dẫn sau tên máy."),
    )


def server_error() -> ExpectedError:
    return ExpectedError(
        "video.server_error",
        QT_TRANSLATE_NOOP("errors", "Camera báo lỗi bên trong. Khởi động lại camera nếu lỗi kéo dài."),
    )


def unsupported_codec(codec: str) -> ExpectedError:
    if not codec:
        return ExpectedError(
            "video.unsupported_codec",
            QT_TRANSLATE_NOOP("errors", "Không giải mã được định dạng hình của luồng này. Đặt camera sang H.264."),
        )
    return ExpectedError(
        "video.unsupported_codec",
        QT_TRANSLATE_NOOP("errors", "Không giải mã được định dạng hình {codec}. Đặt camera sang H.264."),
        codec=codec,
    )


def no_video() -> ExpectedError:
    return ExpectedError(
        "video.no_video",
        QT_TRANSLATE_NOOP("errors", "Luồng này không có hình. Chọn luồng hình của camera."),
    )


def garbage() -> ExpectedError:
    return ExpectedError(
        "video.garbage",
        QT_TRANSLATE_NOOP("errors", "Dữ liệu hình bị hỏng, không giải mã được. Kiểm tra đường truyền hoặc camera."),
    )


def stalled() -> ExpectedError:
    return ExpectedError(
        "video.stalled",
        QT_TRANSLATE_NOOP("errors", "Camera ngừng gửi hình. Đang tự kết nối lại; kiểm tra camera nếu kéo dài."),
    )


def closed() -> ExpectedError:
    return ExpectedError(
        "video.closed",
        QT_TRANSLATE_NOOP("errors", "Camera đã ngắt luồng hình. Đang tự kết nối lại."),
    )


def frozen() -> ExpectedError:
    return ExpectedError(
        "video.frozen",
        QT_TRANSLATE_NOOP("errors", "Hình đứng yên: camera gửi mãi một khung hình. Khởi động lại camera."),
    )


def stuck() -> ExpectedError:
    return ExpectedError(
        "video.stuck",
        QT_TRANSLATE_NOOP(
            "errors", "Nguồn hình làm treo bộ giải mã. Đã tách riêng và thử lại; kiểm tra địa chỉ nguồn."
        ),
    )


def probe_timeout() -> ExpectedError:
    return ExpectedError(
        "video.probe_timeout",
        QT_TRANSLATE_NOOP("errors", "Quá 10 giây chưa có hình. Kiểm tra địa chỉ và mạng của camera rồi thử lại."),
    )


def file_missing(name: str) -> ExpectedError:
    return ExpectedError(
        "video.file_missing",
        QT_TRANSLATE_NOOP("errors", "Không thấy tệp {name}. Kiểm tra đường dẫn."),
        name=name,
    )


def not_a_video(name: str) -> ExpectedError:
    return ExpectedError(
        "video.not_a_video",
        QT_TRANSLATE_NOOP("errors", "{name} không phải tệp video đọc được. Chọn tệp khác."),
        name=name,
    )


def not_a_stream(host: str, port: int) -> ExpectedError:
    return ExpectedError(
        "video.not_a_stream",
        QT_TRANSLATE_NOOP(
            "errors",
            "{host} trả lời ở cổng {port} nhưng không phải luồng hình. Kiểm tra cổng và kiểu địa chỉ rtsp:// hay http://.",
        ),
        host=host,
        port=port,
    )


def bad_address() -> ExpectedError:
    return ExpectedError(
        "video.bad_address",
        QT_TRANSLATE_NOOP("errors", "Địa chỉ luồng hình viết sai. Sửa theo mẫu rtsp://máy:cổng/đường-dẫn."),
    )


def ended() -> ExpectedError:
    return ExpectedError("video.ended", QT_TRANSLATE_NOOP("errors", "Tệp video đã phát hết. Mở lại để xem từ đầu."))


def scheme_unsupported(scheme: str) -> ExpectedError:
    return ExpectedError(
        "video.scheme_unsupported",
        QT_TRANSLATE_NOOP("errors", "Không dùng được địa chỉ kiểu {scheme}. Dùng rtsp://, http:// hoặc một tệp video."),
        scheme=scheme,
    )


def internal() -> ExpectedError:
    return ExpectedError(
        "video.internal",
        QT_TRANSLATE_NOOP("errors", "Bộ giải mã gặp lỗi lạ. Đang thử lại; xem nhật ký nếu kéo dài."),
    )


def of_socket(error: OSError, host: str, port: int) -> ExpectedError:
    """The reason behind a failed connection."""
    if isinstance(error, socket.gaierror):
        return name_unknown(host)
    if isinstance(error, ConnectionRefusedError):
        return refused(host, port)
    if isinstance(error, TimeoutError):
        return no_answer(host)
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return closed()
    if error.errno == errno.EIO:  # what FFmpeg says when the answer is in no language it knows
        return not_a_stream(host, port)
    return no_route(host)
