"""The editor of the steps between stages: which are used, who makes them, what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QSizePolicy, QToolButton, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import PERMISSIONS as ROLE_PERMISSIONS
from ioc_desktop.kernel.incidents.custom_checks import step_problems
from ioc_desktop.kernel.incidents.customs import PERMISSIONS, PROGRAM_STEPS, REQUIREMENTS, OwnStep
from ioc_desktop.kernel.incidents.district_flow import STEPS
from ioc_desktop.panels.settings.flow_dialog_view import FlowDialog, centred, spaced, stage_titles, tick, words
from ioc_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ioc_desktop.ui.panel import PanelContext


def roles(permission: str) -> str:
    """Who has a permission, by role."""
    found = [role for role, granted in ROLE_PERMISSIONS.items() if permission in granted]
    return ", ".join(QCoreApplication.translate("accounts", role.label) for role in found)


class FieldsButton(QToolButton):
    """What a step asks for, as a menu of boxes."""

    def __init__(self, required: tuple[str, ...], changed: Callable[[], object]) -> None:
        super().__init__()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("framed", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        self.choices = {}
        for key, requirement in REQUIREMENTS.items():
            action = menu.addAction(words(requirement.title))
            action.setCheckable(True)
            action.setChecked(key in required)
            action.toggled.connect(lambda _on: self._show())
            action.toggled.connect(lambda _on: changed())
            self.choices[key] = action
        self.setMenu(menu)
        self._show()

    def required(self) -> tuple[str, ...]:
        return tuple(key for key, action in self.choices.items() if action.isChecked())

    def _show(self) -> None:
        titles = [words(REQUIREMENTS[key].title) for key in self.required()]
        said = ", ".join(titles)
        self.setToolTip(said)
        self.setAccessibleName(said)
        if len(titles) > 1:
            said = self.tr("{first} và {n} điều nữa").format(first=titles[0], n=len(titles) - 1)
        self.setText(said or self.tr("không"))


class StepsDialog(FlowDialog):
    """One row a step that the program knows."""

    def __init__(self, parent: QWidget | None, context: PanelContext) -> None:
        self._context = context
        service = context.incidents.flow
        title = QCoreApplication.translate("StepsDialog", "Bước chuyển giữa các giai đoạn")
        text = QCoreApplication.translate(
            "StepsDialog",
            "Giai đoạn là cố định. Trung tâm chọn bước nào dùng, ai được chuyển, phải có gì và có cần lý do.",
        )
        super().__init__(parent, title, text, is_own=tuple(service.steps) != PROGRAM_STEPS)
        self._statuses = service.statuses
        own = {(each.start, each.end): each for each in service.steps}
        self._steps = [own.get((each.start, each.end), each) for each in PROGRAM_STEPS]
        self.used: list[QCheckBox] = []
        self.permissions: list[QComboBox] = []
        self.fields: list[FieldsButton] = []
        self.reasons: list[QCheckBox] = []
        self.set_columns(
            [self.tr("Dùng"), self.tr("Từ"), self.tr("Sang"), self.tr("Ai được chuyển"), self.tr("Phải có"),
             self.tr("Cần lý do")],
            wide=(3,), widths={0: 76, 1: 124, 2: 164, 4: 250, 5: 110},
        )  # fmt: skip
        for step in self._steps:
            self._put(step)
        self.tools.addStretch(1)
        self.check()

    def _put(self, step: OwnStep) -> None:
        place, titles = self.table.rowCount(), stage_titles()
        self.table.insertRow(place)
        used = tick(step.is_used, self.check, self.tr("Dùng"))
        who = QComboBox()
        for permission in PERMISSIONS:
            who.addItem(roles(permission), permission)
        who.setCurrentIndex(max(0, who.findData(step.permission)))
        who.activated.connect(lambda _row: self.check())
        fields = FieldsButton(step.required, self.check)
        reason = tick(step.needs_reason, self.check, self.tr("Cần lý do"))
        self.used.append(used)
        self.permissions.append(who)
        self.fields.append(fields)
        self.reasons.append(reason)
        names = label(titles[step.start]), label(titles[step.end])
        for name in names:
            name.setContentsMargins(8, 0, 8, 0)
        for column, cell in enumerate((centred(used), *names, spaced(who), spaced(fields), centred(reason))):
            self.table.setCellWidget(place, column, cell)

    def steps(self) -> list[OwnStep]:
        """What the table says."""
        parts = zip(self._steps, self.used, self.permissions, self.fields, self.reasons, strict=True)
        return [
            OwnStep(
                step.start, step.end, str(who.currentData()), fields.required(), reason.isChecked(), used.isChecked()
            )
            for step, used, who, fields, reason in parts
        ]

    def problems(self) -> list[ExpectedError]:
        return step_problems(self.steps(), self._statuses)

    async def save(self) -> None:
        found, service, who = self.steps(), self._context.incidents.flow, self._context.session
        await self._context.runner.write(lambda: service.set_steps(found, who))

    async def restore(self) -> None:
        service, who = self._context.incidents.flow, self._context.session
        await self._context.runner.write(lambda: service.use_program(STEPS, who))
