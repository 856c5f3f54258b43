"""The centre's own way of working incidents: stored as settings of the centre, the same on every desktop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.district_settings.service import setting_id
from ioc_desktop.kernel.district_settings.tables import DistrictSettingRow
from ioc_desktop.kernel.incidents import customs
from ioc_desktop.kernel.incidents.custom_checks import checklist_problems, status_problems, step_problems
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, PROGRAM_STEPS, OwnStatus, OwnStep, Way
from ioc_desktop.kernel.incidents.model import Kind
from ioc_desktop.kernel.incidents.templates import TEMPLATES, TemplateStep

if TYPE_CHECKING:
    from ioc_desktop.kernel.records.journal import RecordJournal
    from ioc_desktop.store.database import Database

STATUSES, STEPS, _CHECKLIST = "incidents.statuses", "incidents.steps", "incidents.checklist"
EDIT = "settings.edit"
TABLE = "district_setting"


def checklist_key(kind: Kind) -> str:
    """Each kind has a setting of its own: two people who edit different kinds do not undo each other."""
    return f"{_CHECKLIST}.{kind.value}"


class DistrictFlow:
    """Read once and whenever it changes, on the thread of the change: ``way`` may be asked from the window's thread.

    Attributes:
        way: what holds now.
        statuses: of this centre, those out of use included.
        steps: of this centre.
        changed: the way is another one, on the thread of the change.
    """

    def __init__(self, db: Database, journal: RecordJournal) -> None:
        self._db, self._journal = db, journal
        self.changed: Event[None] = Event()
        self.way: Way = customs.PROGRAM
        self.statuses: Sequence[OwnStatus] = PROGRAM_STATUSES
        self.steps: Sequence[OwnStep] = PROGRAM_STEPS
        self.read()

    def read(self) -> None:
        """Take over what is stored; of what cannot be used the program's own holds, and incidents go on."""
        wanted = [setting_id(key) for key in (STATUSES, STEPS, *map(checklist_key, Kind))]
        with self._db.read() as session:
            rows = [session.get(DistrictSettingRow, each) for each in wanted]
            stored = {row.key: row.value for row in rows if row is not None}
        statuses = customs.read_statuses(stored.get(STATUSES))
        steps = customs.read_steps(stored.get(STEPS))
        self.statuses = statuses if statuses is not None and not status_problems(statuses) else PROGRAM_STATUSES
        self.steps = steps if steps is not None and not step_problems(steps) else PROGRAM_STEPS
        lists = {kind: customs.read_checklist(stored.get(checklist_key(kind))) for kind in Kind}
        own = {kind: steps for kind, steps in lists.items() if steps is not None and not checklist_problems(steps)}
        self.way = customs.way(self.statuses, self.steps, own)

    def arrived(self) -> None:
        """Settings came from another desktop."""
        before = (self.way.titles, self.way.checklists, self.statuses, self.steps)
        self.read()
        if before != (self.way.titles, self.way.checklists, self.statuses, self.steps):
            self.changed.emit(None)

    def checklist(self, kind: Kind) -> Sequence[TemplateStep]:
        """The steps of a kind, as new incidents get them."""
        return self.way.template(kind).steps

    def is_own(self, kind: Kind) -> bool:
        """Whether the centre has its own checklist of a kind."""
        return kind in self.way.checklists

    # ------------------------------------------------------------------ changing

    def set_statuses(self, statuses: Sequence[OwnStatus], who: SignedIn) -> None:
        """From now on these; what is open keeps the status it has.

        Raises:
            ExpectedError: ``flow.*``, ``store.*``.
        """
        clean = [OwnStatus(each.key, each.stage, _clean(each.title), each.is_used) for each in statuses]
        _refuse(status_problems(clean))
        self._store(STATUSES, customs.stored_statuses(clean), customs.stored_statuses(self.statuses), who)

    def set_steps(self, steps: Sequence[OwnStep], who: SignedIn) -> None:
        """From now on these.

        Raises:
            ExpectedError: ``flow.*``, ``store.*``.
        """
        _refuse(step_problems(steps, self.statuses))
        self._store(STEPS, customs.stored_steps(steps), customs.stored_steps(self.steps), who)

    def set_checklist(self, kind: Kind, steps: Sequence[TemplateStep], who: SignedIn) -> None:
        """New incidents of a kind get these; those that are open keep theirs.

        Raises:
            ExpectedError: ``flow.*``, ``store.*``.
        """
        clean = [
            TemplateStep(_clean(each.text), each.within_min, _clean(each.hint), each.is_required) for each in steps
        ]
        _refuse(checklist_problems(clean))
        before = customs.stored_checklist(self.checklist(kind))
        self._store(checklist_key(kind), customs.stored_checklist(clean), before, who)

    def use_program(self, key: str, who: SignedIn) -> None:
        """Go back to what the program proposes: ``STATUSES``, ``STEPS`` or a ``checklist_key``.

        Statuses that the centre made stay named for the incidents that have them, as the journal of each keeps them.
        """
        self._store(key, [], None, who)

    def _store(self, key: str, value: list[dict[str, Any]], before: Any, who: SignedIn) -> None:
        """The setting and the journal, in one transaction."""
        _require(who)
        if value == before:
            return
        with self._db.write() as session:
            row = session.get(DistrictSettingRow, setting_id(key))
            if row is None:
                row = DistrictSettingRow(id=setting_id(key), key=key)
                session.add(row)
            was, row.value = row.value, value
            self._journal.append(TABLE, row.id, "setting.changed", changes={key: (was or [], value)}, session=session)
        self.read()
        self.changed.emit(None)


def default_steps(kind: Kind) -> Sequence[TemplateStep]:
    """What the program proposes for a kind."""
    return TEMPLATES[kind].steps


def _clean(words: str) -> str:
    return nfc(" ".join(words.split()))


def _refuse(problems: Sequence[ExpectedError]) -> None:
    if problems:
        raise problems[0]


def _require(who: SignedIn) -> None:
    if not who.may(EDIT):
        raise ExpectedError(
            "flow.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Chỉ quản trị đổi được cách xử lý sự vụ. Nhờ người quản trị."),
        )
