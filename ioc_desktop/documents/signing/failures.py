"""Failures of keys, tokens, time stamps and files as sentences with the next step."""

from __future__ import annotations

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import CMSExtractionError, SigningError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

BROKEN_FILE = (
    PdfError, SigningError, CMSExtractionError, ValueError, KeyError, TypeError, IndexError, AttributeError,
    AssertionError, RecursionError,
)  # fmt: skip
"""What pyHanko meets in a file that was damaged on purpose: such a file finds every way to fail."""


def not_a_pdf() -> ExpectedError:
    return ExpectedError(
        "signing.not_pdf",
        QT_TRANSLATE_NOOP(
            "errors", "Tệp không phải PDF hoặc đã hỏng nên không ký, không kiểm tra được. Xuất lại văn bản."
        ),
    )


def locked_pdf() -> ExpectedError:
    return ExpectedError(
        "signing.encrypted",
        QT_TRANSLATE_NOOP("errors", "Tệp PDF có mật khẩu. Bỏ mật khẩu của tệp rồi ký lại."),
    )


def no_key_file(name: str) -> ExpectedError:
    return ExpectedError(
        "signing.no_key_file",
        QT_TRANSLATE_NOOP(
            "errors", "{name} không phải tệp khóa PKCS#12 (.p12, .pfx). Chọn tệp do đơn vị cấp chứng thư gửi."
        ),
        name=name,
    )


def unreadable_key(name: str) -> ExpectedError:
    return ExpectedError(
        "signing.key_unreadable",
        QT_TRANSLATE_NOOP("errors", "Không đọc được tệp khóa {name}. Kiểm tra đường dẫn và quyền đọc."),
        name=name,
    )


def wrong_password() -> ExpectedError:
    return ExpectedError(
        "signing.password_wrong",
        QT_TRANSLATE_NOOP("errors", "Sai mật khẩu của tệp khóa. Nhập lại mật khẩu."),
    )


def no_private_key(name: str) -> ExpectedError:
    return ExpectedError(
        "signing.no_private_key",
        QT_TRANSLATE_NOOP(
            "errors", "{name} không có khóa riêng kèm chứng thư nên không ký được. Chọn tệp hoặc thiết bị khác."
        ),
        name=name,
    )


def not_for_signing(subject: str) -> ExpectedError:
    return ExpectedError(
        "signing.usage",
        QT_TRANSLATE_NOOP("errors", "Chứng thư của {subject} không được cấp để ký văn bản. Chọn chứng thư ký số."),
        subject=subject,
    )


def outside_validity(subject: str, end: str, *, is_over: bool) -> ExpectedError:
    if is_over:
        return ExpectedError(
            "signing.expired",
            QT_TRANSLATE_NOOP(
                "errors", "Chứng thư của {subject} đã hết hạn ngày {day}. Gia hạn hoặc chọn chứng thư khác."
            ),
            subject=subject,
            day=end,
        )
    return ExpectedError(
        "signing.not_yet_valid",
        QT_TRANSLATE_NOOP(
            "errors",
            "Chứng thư của {subject} chỉ có hiệu lực từ ngày {day}. Kiểm tra đồng hồ máy hoặc chọn chứng thư khác.",
        ),
        subject=subject,
        day=end,
    )


def signed_already(subject: str) -> ExpectedError:
    return ExpectedError(
        "signing.signed_already",
        QT_TRANSLATE_NOOP("errors", "Văn bản này đã có chữ ký số của {subject}. Không cần ký lần nữa."),
        subject=subject,
    )


def no_module(name: str) -> ExpectedError:
    return ExpectedError(
        "signing.module_missing",
        QT_TRANSLATE_NOOP(
            "errors",
            "Không mở được trình điều khiển thiết bị ký {name}. Cài phần mềm của nhà cung cấp rồi chọn lại tệp.",
        ),
        name=name,
    )


def no_token() -> ExpectedError:
    return ExpectedError(
        "signing.token_missing",
        QT_TRANSLATE_NOOP("errors", "Không thấy thiết bị ký (USB token). Cắm thiết bị, đợi đèn sáng rồi thử lại."),
    )


def several_tokens(names: str) -> ExpectedError:
    return ExpectedError(
        "signing.token_several",
        QT_TRANSLATE_NOOP("errors", "Có nhiều thiết bị ký: {names}. Nhập tên thiết bị cần dùng."),
        names=names,
    )


def token_removed() -> ExpectedError:
    return ExpectedError(
        "signing.token_removed",
        QT_TRANSLATE_NOOP("errors", "Thiết bị ký bị rút ra hoặc không trả lời khi đang ký. Cắm lại rồi ký lần nữa."),
    )


def wrong_pin() -> ExpectedError:
    return ExpectedError(
        "signing.pin_wrong",
        QT_TRANSLATE_NOOP("errors", "Sai mã PIN của thiết bị ký. Nhập cẩn thận: sai nhiều lần thiết bị sẽ tự khóa."),
    )


def locked_pin() -> ExpectedError:
    return ExpectedError(
        "signing.pin_locked",
        QT_TRANSLATE_NOOP("errors", "Thiết bị ký đã tự khóa vì sai mã PIN. Nhờ đơn vị cấp chứng thư mở khóa."),
    )


def no_certificate(names: str) -> ExpectedError:
    return ExpectedError(
        "signing.certificate_missing",
        QT_TRANSLATE_NOOP(
            "errors", "Không chọn được chứng thư trên thiết bị ký (đang có: {names}). Nhập đúng tên chứng thư."
        ),
        names=names,
    )


def no_time_stamp(url: str) -> ExpectedError:
    return ExpectedError(
        "signing.time_stamp",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chủ dấu thời gian {url} không trả lời đúng. Kiểm tra địa chỉ và mạng, hoặc ký không dấu thời gian.",
        ),
        url=url,
    )


def no_picture() -> ExpectedError:
    return ExpectedError(
        "signing.picture",
        QT_TRANSLATE_NOOP("errors", "Tệp hình chữ ký không phải ảnh PNG hoặc JPEG. Chọn ảnh khác hoặc bỏ hình."),
    )


def no_seal_picture() -> ExpectedError:
    return ExpectedError(
        "signing.seal_picture",
        QT_TRANSLATE_NOOP("errors", "Hình con dấu phải là ảnh PNG màu đỏ, nền trong suốt. Chọn ảnh khác."),
    )


def seal_comes_second() -> ExpectedError:
    return ExpectedError(
        "signing.seal_first",
        QT_TRANSLATE_NOOP(
            "errors", "Chưa có chữ ký của người có thẩm quyền nên chưa đóng dấu được. Người có thẩm quyền ký trước."
        ),
    )


def token_hangs(seconds: int) -> ExpectedError:
    return ExpectedError(
        "signing.token_hangs",
        QT_TRANSLATE_NOOP(
            "errors", "Thiết bị ký không trả lời trong {seconds} giây nên đã dừng. Rút ra, cắm lại rồi ký lần nữa."
        ),
        seconds=seconds,
    )


def token_crashed() -> ExpectedError:
    return ExpectedError(
        "signing.token_crashed",
        QT_TRANSLATE_NOOP(
            "errors",
            "Trình điều khiển của thiết bị ký bị lỗi và đã dừng; văn bản chưa được ký. Cập nhật phần mềm của nhà "
            "cung cấp rồi ký lần nữa.",
        ),
    )


def cancelled() -> ExpectedError:
    return ExpectedError("signing.cancelled", QT_TRANSLATE_NOOP("errors", "Đã dừng ký; văn bản chưa được ký."))
