"""What kinds of rules, their parts and their answers are called. Source strings of context ``rules``; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.rules.model import RuleKind, Severity

KINDS: Mapping[RuleKind, str] = MappingProxyType(
    {
        RuleKind.INTRUSION: QT_TRANSLATE_NOOP("rules", "Vào vùng cấm"),
        RuleKind.LOITERING: QT_TRANSLATE_NOOP("rules", "Lảng vảng"),
        RuleKind.LINE_CROSSING: QT_TRANSLATE_NOOP("rules", "Đếm qua vạch"),
        RuleKind.WRONG_WAY: QT_TRANSLATE_NOOP("rules", "Đi ngược chiều"),
        RuleKind.ILLEGAL_STOP: QT_TRANSLATE_NOOP("rules", "Dừng, đỗ sai quy định"),
        RuleKind.ENCROACHMENT: QT_TRANSLATE_NOOP("rules", "Lấn chiếm vỉa hè, lòng đường"),
        RuleKind.RED_LIGHT: QT_TRANSLATE_NOOP("rules", "Vượt đèn đỏ"),
        RuleKind.WRONG_LANE: QT_TRANSLATE_NOOP("rules", "Đi sai làn"),
        RuleKind.PAVEMENT: QT_TRANSLATE_NOOP("rules", "Xe chạy trên vỉa hè"),
        RuleKind.CONGESTION: QT_TRANSLATE_NOOP("rules", "Ùn tắc"),
        RuleKind.CROWD: QT_TRANSLATE_NOOP("rules", "Tụ tập đông người"),
        RuleKind.ABANDONED: QT_TRANSLATE_NOOP("rules", "Vật bị bỏ lại"),
        RuleKind.NO_HELMET: QT_TRANSLATE_NOOP("rules", "Không đội mũ bảo hiểm"),
        RuleKind.TAMPERING: QT_TRANSLATE_NOOP("rules", "Camera bị che, bị xoay"),
        RuleKind.PLATE_READ: QT_TRANSLATE_NOOP("rules", "Đọc biển số"),
    }
)

HINTS: Mapping[RuleKind, str] = MappingProxyType(
    {
        RuleKind.INTRUSION: QT_TRANSLATE_NOOP("rules", "Báo khi có người hay xe chạm đất trong vùng."),
        RuleKind.LOITERING: QT_TRANSLATE_NOOP("rules", "Báo khi một người ở trong vùng lâu hơn thời gian đặt."),
        RuleKind.LINE_CROSSING: QT_TRANSLATE_NOOP("rules", "Đếm theo loại mỗi lần qua vạch."),
        RuleKind.WRONG_WAY: QT_TRANSLATE_NOOP("rules", "Mũi tên chỉ chiều được đi; báo khi xe đi ngược lại."),
        RuleKind.ILLEGAL_STOP: QT_TRANSLATE_NOOP("rules", "Báo khi xe đứng yên trong vùng lâu hơn thời gian đặt."),
        RuleKind.ENCROACHMENT: QT_TRANSLATE_NOOP("rules", "Báo khi có gì nằm lại trong vùng lâu hơn thời gian đặt."),
        RuleKind.RED_LIGHT: QT_TRANSLATE_NOOP("rules", "Vẽ vạch dừng, mũi tên chiều đi, và khoanh cột đèn."),
        RuleKind.WRONG_LANE: QT_TRANSLATE_NOOP("rules", "Vùng là làn đường; báo loại xe không được đi trong làn."),
        RuleKind.PAVEMENT: QT_TRANSLATE_NOOP("rules", "Vùng là vỉa hè; báo khi có xe chạy trên đó."),
        RuleKind.CONGESTION: QT_TRANSLATE_NOOP("rules", "Vùng là đoạn đường; báo khi mức ùn tắc vượt mức đặt."),
        RuleKind.CROWD: QT_TRANSLATE_NOOP("rules", "Báo khi số người vượt số đặt."),
        RuleKind.ABANDONED: QT_TRANSLATE_NOOP("rules", "Báo khi một vật nằm yên mà không có ai ở gần."),
        RuleKind.NO_HELMET: QT_TRANSLATE_NOOP("rules", "Cần mô hình có lớp không đội mũ."),
        RuleKind.TAMPERING: QT_TRANSLATE_NOOP("rules", "Không cần vẽ gì: xem cả khung hình."),
        RuleKind.PLATE_READ: QT_TRANSLATE_NOOP("rules", "Vùng là nơi biển số nhìn rõ; mỗi xe đọc một lần."),
    }
)

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.INFO: QT_TRANSLATE_NOOP("rules", "Chỉ ghi"),
        Severity.LOW: QT_TRANSLATE_NOOP("rules", "Thấp"),
        Severity.MEDIUM: QT_TRANSLATE_NOOP("rules", "Trung bình"),
        Severity.HIGH: QT_TRANSLATE_NOOP("rules", "Cao"),
    }
)

LIMITS: Mapping[RuleKind, str] = MappingProxyType(
    {
        RuleKind.CROWD: QT_TRANSLATE_NOOP("rules", "Số người"),
        RuleKind.CONGESTION: QT_TRANSLATE_NOOP("rules", "Mức ùn tắc, 1 đến 3"),
        RuleKind.PLATE_READ: QT_TRANSLATE_NOOP("rules", "Xe cao ít nhất (px)"),
    }
)
"""What the limit of a kind is, for those that have one."""

DAYS = (
    QT_TRANSLATE_NOOP("rules", "T2"),
    QT_TRANSLATE_NOOP("rules", "T3"),
    QT_TRANSLATE_NOOP("rules", "T4"),
    QT_TRANSLATE_NOOP("rules", "T5"),
    QT_TRANSLATE_NOOP("rules", "T6"),
    QT_TRANSLATE_NOOP("rules", "T7"),
    QT_TRANSLATE_NOOP("rules", "CN"),
)

CLASSES = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
"""What a form offers to tick; names of ``vision.labels``."""
