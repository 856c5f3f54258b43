from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.config.paths import resource_path

if TYPE_CHECKING:
    from ioc_desktop.ui.theme import Theme

TOKENS = json.loads(resource_path("theme", "tokens.json").read_text("utf-8"))
TYPES = [name.removeprefix("type.") for name in TOKENS["common"] if name.startswith("type.")]
LETTERS = "ẲẴỔỖỘỄỆỢỰỴỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự"


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = ((part / 12.92) if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_an_alias_is_the_colour_it_names(theme: Theme) -> None:
    assert theme.color("camera.lost") == theme.color("technical")


def test_an_unknown_colour_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("no.such")


def test_switching_renews_colours_and_tells_listeners(dark: Theme) -> None:
    heard: list[str] = []
    forget = dark.changed.connect(heard.append)
    before = dark.hex("surface.0")
    dark.set_mode("light")
    forget()
    assert heard == ["light"]
    assert dark.hex("surface.0") != before


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_text_holds_its_contrast_on_every_ground(mode: str) -> None:
    colors = TOKENS["themes"][mode]
    for ground in ("color.surface.0", "color.surface.1", "color.surface.2"):
        for text in (
            "color.text.primary",
            "color.text.secondary",
            "color.text.muted",
            "color.accent",
            "color.technical",
        ):
            assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)
    assert contrast(colors["color.text.on_fill"], colors["color.accent.fill"]) >= 4.5


@pytest.mark.parametrize("name", TYPES)
def test_no_vietnamese_mark_is_cut(theme: Theme, name: str) -> None:
    from PySide6.QtGui import QFontMetricsF

    if theme.missing_fonts():
        pytest.skip(f"fonts missing: {theme.missing_fonts()}")
    metrics = QFontMetricsF(theme.font(name))
    drawn = metrics.tightBoundingRect(LETTERS)
    assert -drawn.top() <= metrics.ascent() + 1  # rounded to whole pixels
    assert drawn.bottom() <= metrics.descent() + 1
    assert theme.line_px(name) >= theme.font(name).pixelSize()


def test_narrow_faces_are_stretched(theme: Theme) -> None:
    assert theme.font("wall.title").stretch() == TOKENS["common"]["font.narrow"]["stretch"]


@pytest.mark.parametrize("concept", TOKENS["icons"])
def test_every_concept_has_a_drawing(theme: Theme, concept: str) -> None:
    image = theme.pixmap(concept, "text.primary", 20, 2.0).toImage()
    assert image.width() == 40
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(40) for y in range(40))
    assert inked > 40


def test_a_disabled_icon_is_paler(theme: Theme) -> None:
    from PySide6.QtGui import QIcon

    icon = theme.icon("action.add")
    images = [icon.pixmap(20, 20, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)]
    assert images[0] != images[1]


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_the_style_sheet_is_complete(dark: Theme, mode: str) -> None:
    dark.set_mode(mode)  # type: ignore[arg-type]
    sheet = dark.stylesheet()
    assert "$" not in sheet
    assert "gradient" not in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file(), path


def test_only_tokens_colour_the_style_sheet() -> None:
    source = resource_path("theme", "desk.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", source)


@pytest.mark.usefixtures("theme")
def test_a_font_file_that_is_none_is_counted_out(tmp_path: Path) -> None:
    from ioc_desktop.ui.theme import load_bundled_fonts

    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"nothing")
    assert load_bundled_fonts([str(broken)]) == 0
