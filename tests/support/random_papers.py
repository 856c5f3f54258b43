"""Documents of any make-up, in the words that documents use."""

from __future__ import annotations

import random

from ioc_desktop.documents.model import (
    Annex,
    Block,
    BodyAnnex,
    Bullet,
    Column,
    Figure,
    Heading,
    KeyFacts,
    Level,
    Paper,
    Paragraph,
    PhotoAnnex,
    Signer,
    Span,
    Table,
    Urgency,
)
from tests.support import papers

WORDS = [
    "ủy",
    "ban",
    "nhân",
    "dân",
    "xã",
    "hội",
    "đồng",
    "trung",
    "tâm",
    "điều",
    "hành",
    "thông",
    "minh",
    "kiểm",
    "tra",
    "giám",
    "sát",
    "xử",
    "lý",
    "ngập",
    "úng",
    "giao",
    "thông",
    "trật",
    "tự",
    "an",
    "toàn",
    "năm",
    "2026",
    "theo",
    "quy",
    "định",
    "của",
    "pháp",
    "luật",
    "phối",
    "hợp",
    "với",
    "công",
    "an",
    "phòng",
    "kinh",
    "tế",
    "báo",
    "cáo",
    "kết",
    "quả",
    "thực",
    "hiện",
    "trước",
    "ngày",
    "15",
    "tháng",
    "3;",
    "đồng",
    "thời,",
    "tiếp",
    "tục",
    "rà",
    "soát,",
    "bổ",
    "sung",
]


class RandomPapers:
    """Draws one document after another; equal seeds give equal documents."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def paper(self) -> Paper:
        chance = self._random
        make = chance.choice((papers.report, papers.letter, papers.resolution, papers.party_plan))
        some: dict[str, object] = {
            "recipients": tuple(self._name(12) for _ in range(chance.randint(0, 12))),
            "subject": self._name(40),
            "drill": True,
            "draft": True,
            "urgency": chance.choice(list(Urgency)),
            "annexes": tuple(self._annex() for _ in range(chance.randint(1, 3))),
            "co_signer": Signer("Người giao", "Lê Văn A"),
        }
        blocks = tuple(self._block() for _ in range(chance.randint(1, 25)))
        chosen = {name: value for name, value in some.items() if chance.random() < 0.3}
        return make(body=(*blocks, Paragraph(self._text(60))), **chosen)

    def _text(self, most: int) -> str:
        words = " ".join(self._random.choice(WORDS) for _ in range(self._random.randint(1, most)))
        return words[0].upper() + words[1:] + self._random.choice(".;:")

    def _name(self, most: int) -> str:
        return self._text(most).rstrip(".;:")

    def _block(self) -> Block:
        chance = self._random
        kinds = (self._paragraph, self._styled, self._bullet, self._heading, self._facts, self._table, self._drawing)
        return chance.choices(kinds, (4, 1, 1, 3, 1, 1, 1))[0]()

    def _paragraph(self) -> Block:
        return Paragraph(self._text(150))

    def _styled(self) -> Block:
        return Paragraph(
            (Span(self._text(3), bold=True), Span(" " + self._text(80), italic=self._random.random() < 0.3))
        )

    def _bullet(self) -> Block:
        return Bullet(self._text(60))

    def _heading(self) -> Block:
        return Heading(self._name(30), self._random.choice(list(Level)))

    def _facts(self) -> Block:
        return KeyFacts(tuple((self._name(8), self._text(30)) for _ in range(self._random.randint(1, 5))))

    def _table(self) -> Block:
        chance, count = self._random, self._random.randint(1, 7)
        columns = tuple(Column(self._name(5), chance.random()) for _ in range(count))
        rows = tuple(tuple(self._text(20) for _ in range(count)) for _ in range(chance.randint(0, 30)))
        return Table(columns, rows, chance.choice(("", "Tên bảng dài " * chance.randint(1, 9))), chance.random() < 0.5)

    def _drawing(self) -> Block:
        picture = papers.photo_bytes(1, (600, self._random.randint(100, 900)))
        return self._random.choice((papers.chart(), Figure(picture, self._random.choice(("", "Chú thích")))))

    def _annex(self) -> Annex:
        chance = self._random
        photos = tuple(papers.photo(1, (400, 300)) for _ in range(chance.randint(1, 7)))
        blocks = tuple(self._block() for _ in range(5))
        return chance.choice(
            (
                BodyAnnex(self._name(15), blocks, chance.random() < 0.5),
                papers.evidence(chance.randint(1, 30)),
                PhotoAnnex("Ảnh", photos, chance.choice((1, 2, 4, 6))),
            )
        )
