"""What is usually done, by kind of incident: a checklist (quy trình xử lý) and how long each stage may take.

The wording follows the order in which duty desks work: make sure, tell, send, protect, record. The numbers are the
program's proposal; ``severity`` shortens or lengthens them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import Kind, Severity


@dataclass(frozen=True)
class TemplateStep:
    """One step.

    Attributes:
        within_min: minutes from the opening; 0 for no limit.
        hint: condition or detail.
        is_required: an incident does not end while it is open.
    """

    text: str
    within_min: int = 0
    hint: str = ""
    is_required: bool = True


@dataclass(frozen=True)
class Template:
    """The usual way of one kind.

    Attributes:
        title: Vietnamese, as it heads the checklist.
        severity: what it begins with.
        units: who is usually sent.
    """

    kind: Kind
    title: str
    severity: Severity
    steps: tuple[TemplateStep, ...]
    units: tuple[str, ...] = ()


_LIMITS_MIN: Mapping[str, int] = MappingProxyType(
    {
        flow.DETECTED: 5,
        flow.VERIFYING: 15,
        flow.RESPONDING: 120,
        flow.CONTAINED: 240,
        flow.RECOVERING: 2 * 24 * 60,
        flow.CLOSED: 7 * 24 * 60,
    }
)
"""Stage → minutes that an incident of middling severity may stay there."""
_FACTORS: Mapping[Severity, float] = MappingProxyType(
    {Severity.CRITICAL: 0.4, Severity.HIGH: 0.6, Severity.MEDIUM: 1.0, Severity.LOW: 2.0}
)


def limit(stage: str, severity: Severity) -> timedelta | None:
    """How long a stage may take; None for one without a limit."""
    minutes = _LIMITS_MIN.get(stage)
    return None if minutes is None else timedelta(minutes=minutes * _FACTORS[severity])


def template(kind: Kind) -> Template:
    """The usual way of a kind; there is one for each."""
    return TEMPLATES[kind]


def _made(kind: Kind, title: str, severity: Severity, units: tuple[str, ...], *steps: TemplateStep) -> Template:
    return Template(kind, title, severity, (*steps, _RECORD), units)


_S = TemplateStep
_RECORD = _S("Lưu ảnh, đoạn phim làm bằng chứng; ghi kết quả vào nhật ký")
_TELL = _S("Báo Trưởng ca", 3)

TEMPLATES: Mapping[Kind, Template] = MappingProxyType(
    {
        each.kind: each
        for each in (
            _made(
                Kind.FIRE, "Quy trình cháy, nổ", Severity.CRITICAL,
                ("Cảnh sát PCCC và CNCH (114)", "Công an phường", "Cấp cứu 115", "Điện lực"),
                _S("Xác minh lửa, khói trên camera gần nhất và qua người báo tin", 2, "địa chỉ, tầng, người mắc kẹt"),
                _S("Báo 114, báo Trưởng ca và lãnh đạo", 3, "đọc rõ địa chỉ, chất cháy, đường vào"),
                _S("Báo Điện lực cắt điện khu vực", 10),
                _S("Cử lực lượng giữ đường cho xe chữa cháy, chặn người vào", 10),
                _S("Tìm trụ nước, bể nước gần nhất báo cho 114", 10, is_required=False),
                _S("Sơ tán người trong khu vực ảnh hưởng", 15, "ưu tiên trẻ em, người già, người khuyết tật"),
                _S("Báo 115 trực cấp cứu", 10, "khi có người bị thương hoặc mắc kẹt", is_required=False),
                _S("Theo dõi cháy lan, hướng gió trên camera", 20),
                _S("Bảo vệ hiện trường, thống kê thiệt hại"),
            ),
            _made(
                Kind.TRAFFIC_ACCIDENT, "Quy trình tai nạn giao thông", Severity.HIGH,
                ("Cảnh sát giao thông", "Cấp cứu 115", "Công an phường", "Xe cứu hộ"),
                _S("Xác minh trên camera: số người bị nạn, số xe, làn bị chắn", 3),
                _S("Báo 115 nếu có người bị thương", 5, "nêu rõ vị trí, số người, tình trạng"),
                _TELL,
                _S("Báo Cảnh sát giao thông", 5),
                _S("Cử lực lượng phân luồng, đặt rào chắn hai đầu", 15),
                _S("Bật bảng điện tử cảnh báo đoạn đường", 10, is_required=False),
                _S("Giữ nguyên hiện trường đến khi khám nghiệm xong"),
                _S("Gọi cứu hộ kéo xe, dọn dầu và mảnh vỡ", 60),
                _S("Thông đường, tắt bảng điện tử"),
            ),
            _made(
                Kind.FLOOD, "Quy trình ngập đường", Severity.HIGH,
                ("Tổ tuần tra", "Đội cứu hộ khu vực", "Điện lực", "Công ty môi trường đô thị"),
                _S("Xác minh mức nước trên camera và trạm đo gần nhất", 5),
                _TELL,
                _S("Cử tổ tuần tra chặn hai đầu đường", 15),
                _S("Bật bảng điện tử “Đường ngập”", 15),
                _S("Phát loa truyền thanh khu vực ngập", 30),
                _S("Gửi tin nhắn cảnh báo tới hộ dân", 45, "cần hai người duyệt", is_required=False),
                _S("Báo Điện lực cắt tủ điện ngập nước", 30, "khi nước tới chân tủ", is_required=False),
                _S("Ghi mực nước mỗi 15 phút"),
                _S("Lập danh sách hộ sơ tán", 0, "chỉ khi nước tới báo động 3", is_required=False),
                _S("Mở lại đường, thu biển báo", 0, "khi nước dưới báo động 1"),
            ),
            _made(
                Kind.PUBLIC_ORDER, "Quy trình mất an ninh trật tự", Severity.HIGH,
                ("Công an phường", "Dân quân, bảo vệ dân phố"),
                _S("Xác minh trên camera: số người, hung khí, hướng di chuyển", 3),
                _S("Báo Công an phường (113)", 5),
                _TELL,
                _S("Theo dõi đối tượng liên tục qua các camera kề nhau", 5),
                _S("Cử lực lượng đến hiện trường", 15),
                _S("Báo 115 nếu có người bị thương", 10, is_required=False),
                _S("Bàn giao hình ảnh cho Công an theo văn bản yêu cầu", 0, is_required=False),
            ),
            _made(
                Kind.CROWD, "Quy trình tụ tập đông người", Severity.MEDIUM,
                ("Công an phường", "Tổ tuần tra"),
                _S("Xác minh số người, nguyên nhân tụ tập", 5, "sự kiện đã đăng ký hay tự phát"),
                _TELL,
                _S("Theo dõi mật độ, lối thoát trên camera mỗi 10 phút"),
                _S("Cử tổ tuần tra nhắc giải tán hoặc phân luồng", 20),
                _S("Báo Công an phường khi có dấu hiệu gây rối", 15, is_required=False),
                _S("Chuẩn bị xe cấp cứu, lối thoát hiểm", 30, "khi trên 500 người", is_required=False),
            ),
            _made(
                Kind.FALLEN_TREE, "Quy trình cây đổ", Severity.MEDIUM,
                ("Công ty môi trường đô thị", "Điện lực", "Tổ tuần tra"),
                _S("Xác minh vị trí, có người hoặc xe bị đè không", 5),
                _S("Báo 115, 114 nếu có người mắc kẹt", 5, is_required=False),
                _TELL,
                _S("Báo Điện lực nếu cây vướng dây điện", 10, is_required=False),
                _S("Đặt rào chắn, phân luồng", 20),
                _S("Cử đội cây xanh cưa, dọn", 45),
                _S("Thông đường, kiểm tra cây nghiêng kề bên"),
            ),
            _made(
                Kind.MEDICAL, "Quy trình sự cố y tế", Severity.HIGH,
                ("Cấp cứu 115", "Trạm y tế", "Công an phường"),
                _S("Hỏi rõ tình trạng, số người, vị trí", 2),
                _S("Báo 115 và trạm y tế gần nhất", 3),
                _TELL,
                _S("Hướng dẫn người tại chỗ sơ cứu", 5, is_required=False),
                _S("Giữ đường cho xe cứu thương", 10),
                _S("Báo Trung tâm kiểm soát bệnh tật", 30, "khi nghi ngộ độc, dịch bệnh", is_required=False),
                _S("Ghi bệnh viện tiếp nhận, tình trạng sau cấp cứu"),
            ),
            _made(
                Kind.POWER_CUT, "Quy trình mất điện", Severity.MEDIUM,
                ("Điện lực", "Tổ tuần tra"),
                _S("Xác minh phạm vi mất điện trên camera và qua Điện lực", 10),
                _TELL,
                _S("Báo Điện lực, hỏi thời gian cấp lại", 15),
                _S("Kiểm tra nguồn dự phòng: bệnh viện, trạm bơm, đèn tín hiệu", 20),
                _S("Cử người điều tiết tại nút đèn tín hiệu tắt", 30, is_required=False),
                _S("Thông báo cho dân thời gian cấp điện lại", 45, is_required=False),
                _S("Xác nhận điện đã có lại, camera hoạt động"),
            ),
            _made(
                Kind.TRAFFIC_JAM, "Quy trình ùn tắc giao thông", Severity.LOW,
                ("Cảnh sát giao thông", "Tổ tuần tra"),
                _S("Xác minh điểm ùn, nguyên nhân trên camera", 5),
                _S("Cử lực lượng phân luồng", 20),
                _S("Đề nghị đổi chu kỳ đèn tín hiệu", 20, is_required=False),
                _S("Bật bảng điện tử hướng đi vòng", 20, is_required=False),
                _S("Xác nhận đã thông, tắt bảng điện tử"),
            ),
            _made(
                Kind.MISSING_PERSON, "Quy trình người mất tích", Severity.HIGH,
                ("Công an phường", "Tổ tuần tra"),
                _S("Ghi đặc điểm, quần áo, nơi và lúc thấy lần cuối", 5),
                _S("Báo Công an phường", 10),
                _TELL,
                _S("Xem lại camera quanh nơi thấy lần cuối", 30),
                _S("Phát thông tin tới tổ tuần tra, bến xe, bệnh viện", 30),
                _S("Phát loa truyền thanh", 60, "khi gia đình đồng ý", is_required=False),
                _S("Xác nhận người được tìm thấy với gia đình"),
            ),
            _made(
                Kind.ENVIRONMENT, "Quy trình sự cố môi trường", Severity.MEDIUM,
                ("Phòng Nông nghiệp và Môi trường", "Công ty môi trường đô thị"),
                _S("Xác minh loại chất thải, khói, mùi, hướng lan", 10),
                _TELL,
                _S("Báo cơ quan môi trường", 20),
                _S("Khoanh vùng, cảnh báo người dân", 30),
                _S("Lấy mẫu, chụp hiện trường", 60, is_required=False),
                _S("Thu gom, xử lý; kiểm tra lại sau 24 giờ"),
            ),
            _made(
                Kind.INFRASTRUCTURE, "Quy trình sự cố hạ tầng", Severity.MEDIUM,
                ("Phòng Kinh tế, Hạ tầng và Đô thị", "Tổ tuần tra"),
                _S("Xác minh hư hỏng, nguy hiểm cho người đi đường", 10),
                _TELL,
                _S("Đặt biển báo, rào chắn", 30),
                _S("Báo đơn vị quản lý công trình", 30),
                _S("Theo dõi sửa chữa, xác nhận hoàn thành"),
            ),
            _made(
                Kind.OTHER, "Quy trình chung", Severity.MEDIUM, ("Tổ tuần tra",),
                _S("Xác minh tin báo", 10),
                _TELL,
                _S("Cử lực lượng hoặc chuyển đơn vị có thẩm quyền", 30),
                _S("Xác nhận đã xử lý xong"),
            ),
        )
    }
)  # fmt: skip
