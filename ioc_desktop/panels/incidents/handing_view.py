"""Handing an incident over: its report into the register or a file, a case file, a message for another centre."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.documents.centre import letterhead
from ioc_desktop.documents.incident_report import file_name, registered, report_pdf
from ioc_desktop.exchange.case_file import write_case_file
from ioc_desktop.exchange.eido import as_eido
from ioc_desktop.exchange.incident_table import write_incidents
from ioc_desktop.exchange.incidents import case_of, eido_of, line_of
from ioc_desktop.kernel.district_settings.choices import ALERT_SENDER
from ioc_desktop.kernel.incidents.model import TABLE, Dossier, Incident, IncidentFilter
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.papers.model import TABLE as PAPER_TABLE
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.toast import toast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ioc_desktop.panels.incidents.presenter import IncidentsPresenter
    from ioc_desktop.ui.panel import PanelContext

DRAFT = "papers.draft"
_PAGE = 500
_LAYER = ".geojson"


class Handing(QObject):
    """Window thread; files are written on a reader's.

    Args:
        owner: the widget whose work it is.
    """

    def __init__(self, owner: QWidget, presenter: IncidentsPresenter, context: PanelContext) -> None:
        super().__init__(owner)
        self._owner, self._presenter, self._context = owner, presenter, context

    @property
    def _incident(self) -> Incident | None:
        page = self._presenter.page
        return page.dossier.incident if page is not None else None

    def report(self) -> None:
        """Into the register, for who may draft; else into a file."""
        if self._incident is None:
            return
        if self._presenter.may(DRAFT):
            start(self.register(), self._owner)
        else:
            self.ask_report()

    async def register(self) -> None:
        """Put the report of the open incident into the register, and show it there.

        Raises:
            ExpectedError: ``documents.*``, ``paper.*``, ``attachment.*``, ``store.*``.
        """
        page, context = self._presenter.page, self._context
        if page is None:
            return
        dossier = page.dossier
        paper = await context.runner.read(
            lambda: registered(
                dossier,
                context.incidents,
                context.incident_pictures,
                context.district,
                papers=context.papers,
                who=context.session,
            )
        )
        context.show_record("papers", Ref(PAPER_TABLE, paper.id))

    # ------------------------------------------------------------------ files

    def ask_report(self) -> None:
        """Where the PDF is to be saved."""
        incident = self._incident
        if incident is not None:
            self._ask(self.tr("Lưu báo cáo"), file_name(incident), "PDF (*.pdf)", self.save_report)

    def ask_message(self) -> None:
        """Where the message for another centre is to be saved."""
        incident = self._incident
        if incident is not None:
            name = f"{incident.number or incident.id.hex[:8]}.eido.json"
            self._ask(self.tr("Lưu bản tin kiểu EIDO"), name, "JSON (*.json)", self.save_message)

    def ask_case(self) -> None:
        """For whom the case file is, then where it is to be saved."""
        incident = self._incident
        if incident is None:
            return
        title = self.tr("Xuất hồ sơ để làm gì, cho ai?")
        text = self.tr("Bằng chứng trong hồ sơ không che mặt và biển số. Lý do đi kèm hồ sơ và vào nhật ký.")
        dialog = ConfirmDialog(self._owner.window(), title, text, accept=self.tr("Chọn nơi lưu"), reason=True)
        if dialog.ask():
            reason, name = dialog.reason(), f"ho-so-{incident.number or incident.id.hex[:8]}.zip"
            self._ask(self.tr("Lưu hồ sơ"), name, "ZIP (*.zip)", lambda path: self.save_case(path, reason))

    def ask_table(self, wanted: IncidentFilter) -> None:
        """Where the list is to be saved."""
        layer = self.tr("Lớp bản đồ GeoJSON")
        kinds = f"Excel (*.xlsx);;CSV (*.csv);;{layer} (*{_LAYER})"

        def save(path: Path) -> None:
            (self.save_layer if path.suffix.lower() == _LAYER else self.save_table)(path, wanted)

        self._ask(self.tr("Xuất danh sách"), "su-vu.xlsx", kinds, save)

    def _ask(self, title: str, name: str, kinds: str, save: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self._owner.window(), title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")")))
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: save(Path(path)))
        dialog.open()

    def save_report(self, path: Path) -> None:
        """Write the PDF."""
        page, context = self._presenter.page, self._context
        if page is not None:
            dossier = page.dossier
            self._write(path, lambda: replace_bytes(path, self._pdf_of(context, dossier)))

    @staticmethod
    def _pdf_of(context: PanelContext, dossier: Dossier) -> bytes:
        return report_pdf(dossier, context.incidents, context.incident_pictures, context.district, context.session)

    def save_message(self, path: Path) -> None:
        """Write the message."""
        page, context = self._presenter.page, self._context
        if page is None:
            return
        dossier, entries = page.dossier, page.journal

        def write() -> None:
            head = letterhead(context.district)
            domain = context.district.get(ALERT_SENDER) or head.code
            message = as_eido(eido_of(dossier, entries, agency=head.issuer.organ, agency_id=domain))
            replace_bytes(path, json.dumps(message, ensure_ascii=False, indent=1).encode())
            context.incidents.journal.append(TABLE, dossier.incident.id, "export.eido")

        self._write(path, write)

    def save_case(self, path: Path, reason: str) -> None:
        """Write the case file with everything; the journal says who took it and why."""
        page, context = self._presenter.page, self._context
        if page is None:
            return
        dossier, entries, who, now = page.dossier, page.journal, context.session, context.clock.now()

        def write() -> None:
            document = self._pdf_of(context, dossier)
            contents = context.attachments.contents
            made = case_of(dossier, entries, contents, document, exporter=who.display_name, reason=reason, now=now)
            written = write_case_file(made, path)
            context.incidents.journal.append(
                TABLE, dossier.incident.id, "export.case", note=reason, detail={"sha256": written.manifest_sha256}
            )

        self._write(path, write)

    def save_table(self, path: Path, wanted: IncidentFilter) -> None:
        """Write the incidents that the filter finds."""
        queries, translate = self._context.incidents.queries, QCoreApplication.translate

        def lines() -> Iterator[Incident]:
            page = queries.find(wanted, limit=_PAGE)
            while page:
                yield from page
                page = queries.find(wanted, after=page[-1], limit=_PAGE) if len(page) == _PAGE else []

        def write() -> None:
            write_incidents(map(line_of, lines()), path, translate=lambda source: translate("incident_table", source))

        self._write(path, write)

    def save_layer(self, path: Path, wanted: IncidentFilter) -> None:
        """Write the incidents that the filter finds and that have a place, for maps (RFC 7946)."""
        incidents, who = self._context.incidents, self._context.session

        def write() -> None:
            made = incidents.map_layer(who, wanted)
            replace_bytes(path, json.dumps(made, ensure_ascii=False, allow_nan=False, indent=1).encode())

        self._write(path, write)

    def _write(self, path: Path, write: Callable[[], object]) -> None:
        start(self._run(path, write), self._owner)

    async def _run(self, path: Path, write: Callable[[], object]) -> None:
        await self._context.runner.read(write)
        toast(self._owner, self.tr("Đã lưu {name}").format(name=path.name))
        await self._presenter.reload()
