from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.ui.i18n import CATALOGUE, STANDARD_DIALOGS, Languages, build, sources, update

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


PACKAGE = Path(__file__).resolve().parents[3] / "ioc_desktop"
MARKERS = {"tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP"}
LETTERS = r"[ăâđêôơưĂÂĐÊÔƠƯ\u00e0-\u00e3\u00e8-\u00ea\u00ec-\u00ed\u00f2-\u00f5\u00f9-\u00fa\u00fd\u1ea0-\u1ef9]"
VIETNAMESE = re.compile(LETTERS, re.IGNORECASE)
FIELDS = re.compile(r"\{\w*\}")


def messages(path: Path) -> dict[tuple[str, str, str], ET.Element]:
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            found[key] = message
    return found


def test_the_catalogue_has_every_source_string_and_no_other(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh_en.ts"
    update(fresh)
    wanted, have = set(messages(fresh)), set(messages(CATALOGUE))
    assert wanted - have == set(), "run: python -m ioc_desktop.ui.i18n update, then translate"
    assert have - wanted == set(), "run: python -m ioc_desktop.ui.i18n update"


@pytest.mark.parametrize("path", [CATALOGUE, STANDARD_DIALOGS], ids=lambda path: path.stem)
def test_every_string_is_translated_with_the_same_fields(path: Path) -> None:
    for (context, source, _), message in messages(path).items():
        translation = message.find("translation")
        assert translation is not None, source
        assert translation.get("type") is None, f"unfinished: {context}: {source}"
        assert translation.text, source
        assert sorted(FIELDS.findall(source)) == sorted(FIELDS.findall(translation.text)), source


def test_english_has_no_vietnamese_left_over() -> None:
    names = {"Hùng Vương – Lê Lợi junction", "Red light, Lê Duẩn junction", "Vehicle count, Hùng Vương road"}
    for message in messages(CATALOGUE).values():
        text = message.findtext("translation", "")
        assert text in names or not VIETNAMESE.search(text), text


def test_contexts_are_class_or_area_names() -> None:
    for context, source, _ in messages(CATALOGUE):
        assert context.isidentifier(), f"lupdate misread the file of {source!r}"


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_f_string_inside_tr() -> None:
    for path in sources():
        for call in calls(ast.parse(path.read_text("utf-8"))):
            if name_of(call) in MARKERS:
                assert not any(isinstance(argument, ast.JoinedStr) for argument in call.args), f"{path}:{call.lineno}"


def docstrings(tree: ast.AST) -> set[int]:
    """Identities of string constants that stand alone: docstrings of modules, classes, functions, attributes."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def unmarked(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    marked = docstrings(tree)
    for call in calls(tree):
        if name_of(call) in MARKERS:
            marked |= {id(node) for argument in call.args for node in ast.walk(argument)}
    return [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in marked
        and VIETNAMESE.search(node.value)
        and node.value not in FILE_COLUMNS
    ]


FILE_COLUMNS = {"Dòng", "Cột", "Lỗi"}
"""Column names of the error list that the import writes to a file: data, the same in every language."""


def test_no_vietnamese_on_screen_escapes_translation() -> None:
    seen = [path for path in sources() if path.relative_to(PACKAGE).parts[0] in {"ui", "panels"}]
    assert [line for path in seen for line in unmarked(path)] == []


@pytest.mark.gui
@pytest.mark.usefixtures("theme")
def test_the_language_changes_in_a_running_window(qapp: QApplication) -> None:
    from PySide6.QtCore import QCoreApplication

    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.ui.errors import tr_error
    from ioc_desktop.ui.shell.login import LoginPage

    build()
    page = LoginPage(lambda _user, _password: None)  # type: ignore[arg-type, return-value]
    languages = Languages(qapp)
    try:
        languages.use("en")
        qapp.processEvents()
        assert page.submit.text() == "Sign in"
        error = ExpectedError("x", "Camera chưa có tên. Nhập tên camera.")
        assert tr_error(error) == "The camera has no name. Enter one."
        languages.use("vi")
        qapp.processEvents()
        assert page.submit.text() == "Đăng nhập"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"
    finally:
        languages.use("vi")


def test_a_catalogue_that_a_window_has_mapped_is_replaced_not_rewritten() -> None:
    compiled = CATALOGUE.with_suffix(".qm")
    build()
    before = compiled.stat().st_ino
    with compiled.open("rb") as mapped:
        content = mapped.read()
        build()
        mapped.seek(0)
        assert mapped.read() == content
    assert compiled.stat().st_ino != before
    assert not list(compiled.parent.glob("*.new"))
