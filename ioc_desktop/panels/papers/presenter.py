"""What the page of documents shows and does. No Qt."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents.signing.model import Key, SignatureCheck, Wish
from ioc_desktop.kernel.district_settings.choices import ASK_REVOCATION
from ioc_desktop.kernel.notices.outbox import FileOfLetter, Letter, is_address
from ioc_desktop.kernel.papers.model import Paper, PaperDraft, PaperFilter, PaperState, Register
from ioc_desktop.kernel.papers.rules import APPROVE, DRAFT, ISSUE, LARGEST, SIGN
from ioc_desktop.panels.papers import words

if TYPE_CHECKING:
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.papers.service import PaperService
    from ioc_desktop.kernel.records.model import RecordEntry
    from ioc_desktop.ui.panel import PanelContext

T = TypeVar("T")


class Act(StrEnum):
    """What can be done to a document."""

    DISCARD = "discard"
    REVISE = "revise"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    VOID = "void"
    NUMBER = "number"
    SIGN = "sign"
    ISSUE = "issue"
    WITHDRAW = "withdraw"
    REPLACE = "replace"


REASONED = frozenset({Act.SEND_BACK, Act.VOID, Act.WITHDRAW})
"""Acts that need words."""


def offered(paper: Paper, who: Session) -> tuple[Act, ...]:
    """The acts that this person may do now, the likeliest last."""
    is_numbered = paper.number is not None and paper.dated is not None
    by_state: dict[PaperState, tuple[tuple[Act, str, bool], ...]] = {
        PaperState.DRAFT: (
            (Act.DISCARD, DRAFT, paper.number is None), (Act.REVISE, DRAFT, True), (Act.SUBMIT, DRAFT, True),
        ),
        PaperState.SUBMITTED: ((Act.SEND_BACK, APPROVE, True), (Act.APPROVE, APPROVE, True)),
        PaperState.APPROVED: (
            (Act.SEND_BACK, APPROVE, True), (Act.VOID, ISSUE, is_numbered), (Act.NUMBER, ISSUE, not is_numbered),
            (Act.SIGN, SIGN, is_numbered), (Act.ISSUE, ISSUE, True),
        ),
        PaperState.ISSUED: ((Act.WITHDRAW, ISSUE, True), (Act.REPLACE, DRAFT, True)),
    }  # fmt: skip
    found = by_state.get(paper.state, ())
    return tuple(act for act, permission, is_due in found if is_due and who.may(permission))


@dataclass(frozen=True)
class State:
    """Everything on the page.

    Attributes:
        chosen: the document beside the list; ``content`` and ``entries`` are its own, None until they are read.
        pages: the content as it is looked at, with its signatures drawn.
        people: account → name.
    """

    filter: PaperFilter = field(default_factory=PaperFilter)
    register: Register = field(default_factory=Register)
    people: Mapping[UUID, str] = field(default_factory=dict)
    chosen: Paper | None = None
    content: bytes | None = None
    pages: bytes | None = None
    entries: Sequence[RecordEntry] | None = None
    is_loaded: bool = False


class PapersPresenter:
    """One page's work. Window thread; the database, the disk and the network are asked through the runner.

    Attributes:
        changed: the new state.
    """

    def __init__(self, context: PanelContext) -> None:
        self._papers, self._accounts, self._runner = context.papers, context.accounts, context.runner
        self._who, self._anchors, self._clock = context.session, context.paths.root / "trust", context.clock
        self._letters, self._district = context.kit.letters, context.district
        self.state, self._asked = State(), 0
        self._wanted: UUID | None = None
        self.changed: Event[State] = Event()

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # names of the fields, above
        self.changed.emit(self.state)

    # ------------------------------------------------------------------ reading

    async def load(self) -> None:
        """Read the register anew; the chosen document stays chosen as long as it is found.

        Raises:
            ExpectedError: ``store.*``.
        """
        wanted, papers, accounts = self.state.filter, self._papers, self._accounts
        self._asked = asked = self._asked + 1
        register = await self._runner.read(lambda: papers.find(wanted))
        people = await self._runner.read(lambda: {each.id: each.display_name for each in accounts.list()})
        if asked != self._asked:
            return  # asked again meanwhile: that answer is the newer one
        register, chosen = await self._with_wanted(register)
        before = self.state.chosen
        is_same = chosen is not None and before is not None and chosen.sha256 == before.sha256
        kept = {} if is_same and chosen == before else {"entries": None}
        if not is_same:
            kept |= {"content": None, "pages": None}
        self._show(register=register, people=people, chosen=chosen, is_loaded=True, **kept)

    async def _with_wanted(self, register: Register) -> tuple[Register, Paper | None]:
        """The register with what is looked for in it, however old, and the document to show."""
        wanted, papers, self._wanted = self._wanted, self._papers, None
        if wanted is None:
            return register, self._still_chosen(register)
        found = next((each for each in register.papers if each.id == wanted), None)
        if found is None:
            found = await self._runner.read(lambda: papers.get(wanted))
            register = replace(register, papers=(*register.papers, found))
        return register, found

    def _still_chosen(self, register: Register) -> Paper | None:
        before = self.state.chosen
        found = next((each for each in register.papers if before is not None and each.id == before.id), None)
        return found or next(iter(register.papers), None)

    async def filter(self, wanted: PaperFilter) -> None:
        """Show other documents."""
        self.state = replace(self.state, filter=wanted)
        await self.load()

    async def show(self, paper_id: UUID) -> None:
        """Show a document that was found elsewhere, whatever the filter was, beside the whole list."""
        self._wanted = paper_id
        await self.filter(PaperFilter())

    def choose(self, paper_id: UUID) -> None:
        """Put a document of the list beside it."""
        found = next((each for each in self.state.register.papers if each.id == paper_id), None)
        if found is not None and found != self.state.chosen:
            self._show(chosen=found, content=None, pages=None, entries=None)

    async def open_chosen(self) -> None:
        """Read the content and the history of the chosen document.

        Raises:
            ExpectedError: ``attachment.missing``, ``sync.*``.
        """
        paper, papers = self.state.chosen, self._papers
        if paper is None:
            return
        entries = await self._runner.read(lambda: papers.history(paper.id), latest="papers.history")
        if self._is_chosen(paper):
            self._show(entries=entries)
        content, pages = await self._runner.read(lambda: _read(papers, paper), latest="papers.content")
        if self._is_chosen(paper):
            self._show(content=content, pages=pages)

    def _is_chosen(self, paper: Paper) -> bool:
        return self.state.chosen is not None and self.state.chosen.sha256 == paper.sha256

    # ------------------------------------------------------------------ acts

    def acts(self) -> tuple[Act, ...]:
        """What may be done to the chosen document."""
        return offered(self.state.chosen, self._who) if self.state.chosen is not None else ()

    @property
    def may_draft(self) -> bool:
        return self._who.may(DRAFT)

    async def do(self, act: Act, why: str = "") -> Paper | None:
        """One step of the chosen document.

        Raises:
            ExpectedError: ``paper.*``, ``number.*``, ``store.*``.
        """
        paper = self.state.chosen
        if paper is None:
            return None
        deed = self._deed(act, paper.id, why)
        # A number may be asked of the server: whoever waits for a network must not hold the one writer.
        asks_server = act in {Act.NUMBER, Act.ISSUE}
        done = await (self._runner.read(deed) if asks_server else self._runner.write(deed))
        await self.load()
        return done

    def _deed(self, act: Act, paper_id: UUID, why: str) -> Callable[[], Paper | None]:
        papers, who = self._papers, self._who
        deeds: dict[Act, Callable[[], Paper | None]] = {
            Act.DISCARD: lambda: papers.discard(paper_id, who),
            Act.SUBMIT: lambda: papers.submit(paper_id, who),
            Act.SEND_BACK: lambda: papers.send_back(paper_id, who, why),
            Act.APPROVE: lambda: papers.approve(paper_id, who),
            Act.VOID: lambda: papers.void(paper_id, who, why),
            Act.NUMBER: lambda: papers.give_number(paper_id, who),
            Act.ISSUE: lambda: papers.issue(paper_id, who),
            Act.WITHDRAW: lambda: papers.withdraw(paper_id, who, why),
        }
        return deeds[act]

    async def draft(self, draft: PaperDraft, file: Path) -> Paper:
        """Put a PDF file into the register, and choose it.

        Raises:
            ExpectedError: ``paper.*``, ``attachment.*``.
        """
        papers, who = self._papers, self._who
        made = await self._runner.write(lambda: papers.draft(draft, read_pdf(file), who))
        self.state = replace(self.state, chosen=made, content=None, pages=None, entries=None)
        await self.load()
        return made

    async def revise(self, file: Path) -> None:
        """Another file for the chosen draft."""
        paper, papers, who = self.state.chosen, self._papers, self._who
        if paper is not None:
            await self._runner.write(lambda: papers.revise(paper.id, read_pdf(file), who))
            await self.load()

    # ------------------------------------------------------------------ signatures

    async def sign(self, key: Key, wish: Wish) -> str:
        """Sign the chosen document; whose signature it now bears. A task that is cancelled stops the token.

        Raises:
            ExpectedError: ``signing.*``, ``paper.*``.
        """
        paper, content = self.state.chosen, self.state.content
        if paper is None or content is None:
            return ""
        papers, who, clock, stop = self._papers, self._who, self._clock, threading.Event()

        def deed() -> str:
            from ioc_desktop.documents.signing.apart import sign_safely  # noqa: PLC0415  (pyHanko, when it is needed)

            signed, certificate = sign_safely(content, key, wish, clock=clock, is_cancelled=stop.is_set)
            papers.keep_signed(paper, signed, who, signer=certificate.subject)
            return certificate.subject

        try:
            signer = await self._runner.read(deed)  # a token or a time stamp may take long: not on the one writer
        finally:
            stop.set()
        await self.load()
        return signer

    def verify(self) -> Awaitable[Sequence[SignatureCheck]]:
        """The signatures of the content that is shown.

        Raises:
            ExpectedError: ``signing.*``.
        """
        content, folder, clock, district = self.state.content or b"", self._anchors, self._clock, self._district

        def deed() -> Sequence[SignatureCheck]:
            from ioc_desktop.documents.signing.certificates import anchors_in  # noqa: PLC0415  (see above)
            from ioc_desktop.documents.signing.verification import verify  # noqa: PLC0415

            return verify(content, anchors_in(folder), clock=clock, may_ask=district.get(ASK_REVOCATION))

        return self._runner.read(deed, latest="papers.verify")

    @property
    def anchors(self) -> Path:
        """Where the certificates of trusted authorities are put."""
        return self._anchors

    # ------------------------------------------------------------------ out of the program

    async def export(self, path: Path) -> None:
        """Write the chosen document to a file; it is written down.

        Raises:
            ExpectedError: ``file.unwritable``, ``store.*``.
        """
        await self._take_out(path, "export")

    async def lay_out(self, path: Path) -> None:
        """Write it to a file of our own, for another program to show."""
        await self._take_out(path, "")

    @property
    def may_mail(self) -> bool:
        """Only what is in force is sent out."""
        chosen = self.state.chosen
        return chosen is not None and chosen.state is PaperState.ISSUED and self.state.content is not None

    async def mail(self, recipients: Sequence[str], body: str) -> None:
        """Put a letter with the chosen document into the outbox for each recipient, all or none.

        Raises:
            ExpectedError: ``mail.*``, ``store.*``.
        """
        paper, papers, letters = self.state.chosen, self._papers, self._letters
        if paper is None or not self.may_mail:
            return
        subject = f"{paper.kind} {paper.code}: {paper.subject}"
        file = FileOfLetter(words.file_name(paper), paper.sha256)
        written = [Letter(recipient=each, subject=subject, body=body, files=(file,)) for each in recipients]

        def deed() -> None:
            for letter in sorted(written, key=lambda each: is_address(each.recipient)):  # a wrong one stops them all
                letters.queue(letter)
            papers.note_taken_out(paper, "mail", note=", ".join(recipients))

        await self._runner.write(deed)
        await self.open_chosen()

    async def note_print(self) -> None:
        """Write down that it was printed."""
        paper, papers = self.state.chosen, self._papers
        if paper is not None:
            await self._runner.write(lambda: papers.note_taken_out(paper, "print"))
            await self.open_chosen()

    async def _take_out(self, path: Path, action: str) -> None:
        paper, content, papers = self.state.chosen, self.state.content, self._papers
        if paper is None or content is None:
            return

        def deed() -> None:
            if not action:
                path.parent.mkdir(parents=True, exist_ok=True)
            replace_bytes(path, content)
            if action:
                papers.note_taken_out(paper, action)

        await self._runner.write(deed)
        await self.open_chosen()


def _read(papers: PaperService, paper: Paper) -> tuple[bytes, bytes]:
    """Content, and the same as it is looked at."""
    content = papers.content(paper)
    if not paper.is_signed:
        return content, content
    from ioc_desktop.documents.signing.flattening import flattened  # noqa: PLC0415  (see above)

    return content, flattened(content)


def read_pdf(file: Path) -> bytes:
    """The bytes of a chosen file.

    Raises:
        ExpectedError: ``paper.unreadable``.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise ExpectedError(
            "paper.unreadable",
            QT_TRANSLATE_NOOP("errors", "Không đọc được tệp {name}. Kiểm tra tệp và quyền đọc."),
            name=file.name,
        ) from error
