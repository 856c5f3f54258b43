"""What a person does on the page of an incident: each wish of its parts, carried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.incidents.customs import REQUIREMENTS
from ioc_desktop.kernel.incidents.model import PEOPLE, WORK, Cancelled, Evidence, EvidenceDraft, PersonRole, TaskState
from ioc_desktop.kernel.incidents.nearest import nearest
from ioc_desktop.panels.incidents import words
from ioc_desktop.panels.incidents.calling import call_address
from ioc_desktop.panels.incidents.dialogs import BringDialog, EditDialog, MergeDialog, PersonDialog, SendDialog
from ioc_desktop.panels.incidents.handing_view import Handing
from ioc_desktop.panels.incidents.scene_view import STRIP
from ioc_desktop.panels.incidents.stretch import Stretch
from ioc_desktop.ui.errors import show_error
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.video.sources import read_sources
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.toast import toast

if TYPE_CHECKING:
    from ioc_desktop.kernel.incidents.model import Incident
    from ioc_desktop.panels.incidents.detail_view import IncidentPage
    from ioc_desktop.panels.incidents.evidence_view import EvidenceRow
    from ioc_desktop.panels.incidents.presenter import IncidentsPresenter
    from ioc_desktop.ui.panel import PanelContext


class IncidentActs(QObject):
    """Window thread."""

    def __init__(self, page: IncidentPage, presenter: IncidentsPresenter, context: PanelContext) -> None:
        super().__init__(page)
        self._page, self._presenter, self._context = page, presenter, context
        self.handing = Handing(page, presenter, context)
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.head.edit_requested.connect(self.edit)
        page.head.report_requested.connect(self.handing.report)
        page.head.save_requested.connect(self.handing.ask_report)
        page.head.case_requested.connect(self.handing.ask_case)
        page.head.message_requested.connect(self.handing.ask_message)
        page.head.step_requested.connect(self.move)
        page.head.false_requested.connect(self.cancel)
        page.head.status_chosen.connect(self._set_status)
        page.head.merge_requested.connect(lambda: start(self._ask_merge(), self._page))
        page.twins.opened.connect(lambda other: start(self._presenter.open(other.id), self._page))
        page.twins.merged.connect(lambda other: start(self._merge_twin(other), self._page, self._refused_step))
        page.twins.told_apart.connect(lambda other: start(self._presenter.tell_apart(other), self._page))
        page.steps.done.connect(self._finish_step)
        page.steps.skipped.connect(self.skip_step)
        page.steps.reopened.connect(self._reopen_step)
        page.forces.send_requested.connect(self.send)
        page.forces.bring_requested.connect(self.bring)
        page.forces.involve_requested.connect(self.involve)
        page.forces.reported.connect(self.advance)
        page.forces.left.connect(self._take_away)
        page.forces.redact_requested.connect(self.redact)
        page.forces.call_requested.connect(self.call)
        page.log.noted.connect(lambda text: start(self._note(text), self._page))
        page.evidence.add_requested.connect(self.add_file)
        page.evidence.check_requested.connect(lambda evidence: start(self._check(evidence), self._page))
        page.evidence.picture_wanted.connect(lambda row: start(self._load_thumb(row), self._page))
        page.scene.failed.connect(lambda error: show_error(self._page, error))
        page.scene.bar.picture_requested.connect(lambda: start(self._keep_picture(), self._page))
        page.scene.bar.stretch_requested.connect(self._keep_stretch)

    @property
    def _incident(self) -> Incident | None:
        page = self._presenter.page
        return page.dossier.incident if page is not None else None

    def _do(self, deed: Callable[[], object]) -> None:
        start(self._presenter.write(deed), self._page)

    def _may_work(self) -> bool:
        return self._incident is not None and self._presenter.may(WORK)

    # ------------------------------------------------------------------ the picture

    def show_scene(self) -> None:
        """The cameras near the place of the incident."""
        start(self._load_scene(), self._page)

    async def _load_scene(self) -> None:
        page = self._presenter.page
        if page is None:
            return
        incident = page.dossier.incident
        near = nearest(page.cameras, incident.latitude, incident.longitude, first=incident.camera_id, most=STRIP + 1)
        wanted = {each.camera.id for each in near}
        sources = await self._context.runner.read(
            lambda: [each for each in read_sources(self._context.cameras) if each.camera.id in wanted],
            latest="incidents.scene",
        )
        if self._incident is not None and self._incident.id == incident.id:
            self._page.scene.show_cameras(near, sources)

    # ------------------------------------------------------------------ stages

    def move(self, end: str) -> None:
        """Bring it to a stage, after a reason where one is due."""
        incident = self._incident
        if incident is None:
            return
        step = self._context.incidents.flow.way.step(incident.stage, end)
        reason = ""
        if step is not None and step.needs_reason:
            title = self.tr("Vì sao chuyển sang “{stage}”?").format(stage=words.stage(end))
            dialog = ConfirmDialog(self._page.window(), title, accept=self.tr("Chuyển"), reason=True)
            if not dialog.ask():
                return
            reason = dialog.reason()
        start(self._presenter.move(end, reason), self._page, self._refused_step)

    def _refused_step(self, error: ExpectedError) -> None:
        """What is missing is asked for at once, where a form has it."""
        missing = error.facts.get("fields", ())
        translated = error
        if error.code == "workflow.incomplete" and isinstance(missing, tuple):
            names = [REQUIREMENTS[key].title for key in missing if key in REQUIREMENTS]
            said = ", ".join(dict.fromkeys(words.tr(name) for name in names))
            facts = {**error.facts, "missing": said, "end": words.tr(str(error.facts.get("end", "")))}
            translated = ExpectedError(error.code, error.sentence, **facts)
        show_error(self._page, translated)
        asked = [
            name
            for name in ("place", "commander", "outcome", "lessons")
            if isinstance(missing, tuple) and name in missing
        ]
        if asked:
            self.edit(asked)
        if error.code == "incident.moved":
            start(self._presenter.reload(), self._page)

    def _set_status(self, status: str) -> None:
        incident, who = self._incident, self._context.session
        if incident is not None:
            self._do(lambda: self._context.incidents.service.set_status(incident.id, status, who))

    def cancel(self) -> None:
        """It is not true."""
        incident = self._incident
        if incident is None:
            return
        title = self.tr("Vì sao “{title}” không đúng?").format(title=incident.title)
        text = self.tr("Sự vụ được hủy, không bị xóa: hồ sơ và nhật ký giữ nguyên.")
        dialog = ConfirmDialog(
            self._page.window(), title, text, accept=self.tr("Hủy sự vụ"), reject=self.tr("Thôi"), reason=True
        )
        if dialog.ask():
            start(self._presenter.cancel(Cancelled.FALSE, dialog.reason()), self._page, self._refused_step)

    async def _ask_merge(self) -> None:
        incident = self._incident
        if incident is None:
            return
        others = await self._presenter.others()
        title = self.tr("“{title}” trùng với sự vụ nào?").format(title=incident.title)
        MergeDialog(self._page.window(), title, others, self._presenter.merge).open()

    async def _merge_twin(self, other: Incident) -> None:
        await self._presenter.merge_twin(other)
        toast(self._page, self.tr("Đã gộp: nhật ký của cả hai sự vụ ghi lại"))

    # ------------------------------------------------------------------ what is known

    def edit(self, missing: object = ()) -> None:
        """Change what is known of it."""
        incident = self._incident
        if incident is None or not self._may_work() or self._is_typing():
            return
        service, who = self._context.incidents.service, self._context.session

        async def save(changes: dict[str, Any]) -> None:
            await self._presenter.write(lambda: service.edit(incident.id, changes, who))

        asked = list(missing) if isinstance(missing, list) else []
        EditDialog(self._page.window(), incident, save, asked).open()

    async def _note(self, text: str) -> None:
        incident, who = self._incident, self._context.session
        if incident is not None:
            await self._presenter.write(lambda: self._context.incidents.service.note(incident.id, text, who))
            self._page.log.written()

    def _is_typing(self) -> bool:
        """Single letters are text while a field has the keyboard."""
        focused = self._page.window().focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and self._page.isAncestorOf(focused)

    # ------------------------------------------------------------------ steps

    def _finish_step(self, step_id: UUID) -> None:
        incident, who = self._incident, self._context.session
        if incident is not None:
            self._do(lambda: self._context.incidents.work.finish_step(incident.id, step_id, who))

    def _reopen_step(self, step_id: UUID) -> None:
        incident, who = self._incident, self._context.session
        if incident is not None:
            self._do(lambda: self._context.incidents.work.reopen_step(incident.id, step_id, who))

    def skip_step(self, step_id: UUID) -> None:
        """Leave a step out, and say why."""
        incident, who = self._incident, self._context.session
        if incident is None:
            return
        dialog = ConfirmDialog(
            self._page.window(), self.tr("Vì sao bỏ qua bước này?"), accept=self.tr("Bỏ qua bước"), reason=True
        )
        if dialog.ask():
            reason = dialog.reason()
            self._do(lambda: self._context.incidents.work.skip_step(incident.id, step_id, reason, who))

    # ------------------------------------------------------------------ forces

    def send(self) -> None:
        """Send a unit."""
        incident, who = self._incident, self._context.session
        if incident is None or not self._may_work() or self._is_typing():
            return
        work = self._context.incidents.work

        async def deed(unit: str, what: str) -> None:
            await self._presenter.write(lambda: work.send(incident.id, unit, what, who))

        SendDialog(self._page.window(), incident.kind, deed).open()

    def advance(self, task_id: UUID, state: TaskState) -> None:
        """A unit reported."""
        incident, who, note = self._incident, self._context.session, ""
        if incident is None:
            return
        if state is TaskState.WITHDRAWN:
            dialog = ConfirmDialog(
                self._page.window(), self.tr("Vì sao rút lực lượng?"), accept=self.tr("Rút"), reason=True
            )
            if not dialog.ask():
                return
            note = dialog.reason()
        self._do(lambda: self._context.incidents.work.advance(incident.id, task_id, state, who, note=note))

    def bring(self) -> None:
        """Resources have come."""
        incident, who = self._incident, self._context.session
        if incident is None:
            return
        work = self._context.incidents.work

        async def deed(name: str, quantity: int, unit: str) -> None:
            await self._presenter.write(lambda: work.bring(incident.id, name, quantity, unit, who))

        BringDialog(self._page.window(), deed).open()

    def _take_away(self, resource_id: UUID) -> None:
        incident, who = self._incident, self._context.session
        if incident is not None:
            self._do(lambda: self._context.incidents.work.take_away(incident.id, resource_id, who))

    def involve(self) -> None:
        """Write down a person."""
        incident, who = self._incident, self._context.session
        if incident is None or not self._presenter.may(PEOPLE):
            return
        work = self._context.incidents.work

        async def deed(role: PersonRole, name: str, phone: str, note: str) -> None:
            await self._presenter.write(lambda: work.involve(incident.id, role, name, who, phone=phone, note=note))

        PersonDialog(self._page.window(), deed).open()

    def redact(self, person_id: UUID) -> None:
        """Erase who somebody is, for good."""
        incident, who = self._incident, self._context.session
        if incident is None:
            return
        text = self.tr("Họ tên, điện thoại và ghi chú bị xóa hẳn, không lấy lại được. Vai trò còn lại trong hồ sơ.")
        dialog = ConfirmDialog(
            self._page.window(), self.tr("Xóa danh tính người này?"), text, accept=self.tr("Xóa danh tính")
        )
        if dialog.ask():
            self._do(lambda: self._context.incidents.work.redact(incident.id, person_id, who))

    def call(self, number: str) -> None:
        """Let the system's telephone application call; where there is none, the number can be pasted elsewhere."""
        address = call_address(number)
        if address and QDesktopServices.openUrl(QUrl(address)):
            said = self.tr("Đang mở ứng dụng gọi {phone}")
        else:
            QGuiApplication.clipboard().setText(number)
            said = self.tr("Máy này chưa có ứng dụng gọi; đã chép số {phone}")
        toast(self._page, said.format(phone=number), kind="notice")

    # ------------------------------------------------------------------ evidence

    def add_file(self) -> None:
        """Keep a file as evidence."""
        dialog = QFileDialog(self._page.window(), self.tr("Chọn tệp làm bằng chứng"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.keep_file(Path(path)))
        dialog.open()

    def keep_file(self, path: Path) -> None:
        """Store a copy with its hash."""
        incident, who = self._incident, self._context.session
        if incident is not None:
            draft = EvidenceDraft(title=path.stem, reason=self.tr("Thêm bằng tay"))
            self._do(lambda: self._context.incidents.evidence.add_file(incident.id, path, draft, who))

    async def _keep_picture(self) -> None:
        incident, picture = self._incident, self._page.scene.picture()
        if incident is None or picture is None or picture.image is None:
            return
        await self._context.opener.keep_picture(incident.id, picture, self._context.session)
        toast(self._page, self.tr("Đã lưu ảnh làm bằng chứng"))

    def _keep_stretch(self, stretch: Stretch) -> None:
        incident, picture = self._incident, self._page.scene.picture()
        if incident is None or picture is None or picture.stream is None:
            return
        opener, who = self._context.opener, self._context.session
        opener.keep_stretch(incident.id, picture, stretch.start_s, stretch.end_s, who)
        toast(self._page, self.tr("Đang lưu đoạn phim; xong sẽ hiện ở Bằng chứng"), kind="notice")

    async def _check(self, evidence: Evidence) -> None:
        found = await self._presenter.check(evidence)
        row = self._page.evidence.rows.get(evidence.id)
        if row is not None:
            row.show_state(found)
        said = {
            True: self.tr("Mã băm đúng: tệp còn nguyên"),
            False: self.tr("Mã băm sai: tệp đã bị sửa hoặc hỏng"),
            None: self.tr("Tệp chưa về máy này"),
        }
        toast(self._page, said[found], kind="done" if found else "technical")

    async def _load_thumb(self, row: EvidenceRow) -> None:
        content = await self._presenter.thumbnail(row.evidence)
        if content is not None and self._page.evidence.rows.get(row.evidence.id) is row:
            row.thumb.show_picture(content)
