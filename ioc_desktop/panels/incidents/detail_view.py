"""The page of one incident: stages, live picture, checklist, forces, evidence, journal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import PEOPLE, WORK
from ioc_desktop.panels.incidents.evidence_view import EvidenceList
from ioc_desktop.panels.incidents.forces_view import Forces
from ioc_desktop.panels.incidents.head_view import IncidentHead
from ioc_desktop.panels.incidents.presenter import Page
from ioc_desktop.panels.incidents.scene_view import Scene
from ioc_desktop.panels.incidents.side_view import Side
from ioc_desktop.panels.incidents.steps_view import Checklist
from ioc_desktop.panels.incidents.twin_view import TwinStrip

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.incidents.customs import Way
    from ioc_desktop.ui.panel import PanelContext

_GAP_PX = 12
_SIDE_PX = 300
_LEFT_PX = 420


class IncidentPage(QWidget):
    """Renders a page; it changes nothing by itself.

    Attributes:
        head, twins, scene, evidence, steps, forces, log, side: its parts, whose signals say what is wanted.
    """

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self.page: Page | None = None
        self.head = IncidentHead()
        self.twins = TwinStrip()
        self.scene = Scene(context)
        self.evidence = EvidenceList()
        self.steps = Checklist()
        self.forces = Forces()
        self.side = Side(context)
        self.log = self.side.log
        self._lay_out()

    def _lay_out(self) -> None:
        left = _column((self.scene, 5), (self.evidence, 3))
        left.setMinimumWidth(_LEFT_PX)
        self.scene.setMinimumHeight(220)
        self.evidence.setMinimumHeight(150)
        middle = _column((self.steps, 5), (self.forces, 3))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(_GAP_PX)
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        for part, share in ((left, 7), (middle, 3), (self.side, 3)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        for part in (middle, self.side):
            part.setMinimumWidth(_SIDE_PX)
        split.setSizes([700, 310, 310])
        body = QHBoxLayout()
        body.setContentsMargins(_GAP_PX, _GAP_PX, _GAP_PX, _GAP_PX)
        body.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.twins)
        column.addLayout(body, 1)

    def show_page(self, page: Page, now: datetime) -> None:
        """Fill it; another incident begins with fresh parts."""
        if self.page is None or self.page.dossier.incident.id != page.dossier.incident.id:
            self.evidence.forget()
            self.scene.forget()
            self.log.written()
            self.side.show_incident(page.dossier.incident.id)
        self.page = page
        session, dossier = self._context.session, page.dossier
        may_change = session.may(WORK)
        may_work = may_change and dossier.incident.stage in flow.OPEN_STAGES
        way = self._context.incidents.flow.way
        self.head.show_incident(dossier.incident, now, rights(session, dossier.incident.stage, way), way)
        self._show_twins(page, way)
        self.evidence.show_evidence(dossier, page.intact, now, may_work=may_change)
        self.scene.show_evidence(dossier.evidence, may_keep=may_change)
        self.log.show_log(page.journal, now, page.state, may_write=may_change)
        self.steps.show_steps(dossier, now, may_work=may_work)
        self.forces.show_forces(dossier, now, may_work=may_work, may_people=session.may(PEOPLE))

    def _show_twins(self, page: Page, way: Way) -> None:
        """What may be the same; merging ends the later one, which this account must be allowed to."""
        session = self._context.session
        step = way.step(page.dossier.incident.stage, flow.CANCELLED)
        may_merge = step is not None and session.may(step.permission)
        self.twins.show_twins(page.twins, may_work=session.may(WORK), may_merge=may_merge)

    def tick(self, now: datetime) -> None:
        """A second has passed."""
        if self.page is None:
            return
        self.head.tick(now)
        dossier = self.page.dossier
        may_work = self._context.session.may(WORK) and dossier.incident.stage in flow.OPEN_STAGES
        self.steps.show_steps(dossier, now, may_work=may_work)


def rights(session: Session, stage: str, way: Way) -> dict[str, bool]:
    """Stage → whether this account may bring an incident there from here."""
    found = {step.end: session.may(step.permission) for step in way.workflow.transitions if step.start == stage}
    return found | {"work": session.may(WORK), "case": session.may(WORK) and session.may(SEE_FACES)}


def _column(*parts: tuple[QWidget, int]) -> QWidget:
    """Widgets one over the other, by shares."""
    made = _Column()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP_PX)
    for widget, share in parts:
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column.addWidget(widget, share)
    return made


class _Column(QWidget):
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
