from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ioc_desktop.config import settings_file
from ioc_desktop.config.early import EarlySettings, peek
from ioc_desktop.config.settings import Settings, choices


def test_every_setting_is_described_for_the_page() -> None:
    found = list(choices())
    assert {choice.key for choice in found} >= {"appearance.language", "video.workers", "analysis.model"}
    assert len({choice.key for choice in found}) == len(found)
    for choice in found:
        assert choice.title
        assert choice.description
        assert choice.section_title
        assert choice.kind in {"choice", "flag", "integer", "number", "text"}
        assert (choice.low is None) == (choice.kind not in {"integer", "number"})
        assert Settings().value(choice.key) == choice.default
        assert all(title for _, title in choice.options)


def test_a_change_makes_a_new_checked_tree() -> None:
    before = Settings()
    after = before.changed("analysis.fps", 8)
    assert (before.analysis.fps, after.analysis.fps) == (5, 8)
    with pytest.raises(ValidationError):
        before.changed("analysis.fps", 900)
    with pytest.raises(KeyError):
        before.changed("analysis.unknown", 1)


def test_settings_come_back_as_saved(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    wanted = Settings().changed("appearance.language", "en").changed("video.workers", 3)
    settings_file.save(file, wanted)
    assert settings_file.load(file) == settings_file.LoadedSettings(wanted)
    assert json.loads(file.read_text("utf-8"))["version"] == settings_file.VERSION


def test_no_file_means_defaults_without_a_word(tmp_path: Path) -> None:
    assert settings_file.load(tmp_path / "none.json") == settings_file.LoadedSettings(Settings())


GOOD = json.dumps({"version": 1, **Settings().model_dump(mode="json")})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"{}",
        b'{"version": 99}',
        b'{"version": "1"}',
        GOOD.replace('"vi"', '"fr"').encode(),
        GOOD.replace('"fps": 5.0', '"fps": NaN').encode(),
        GOOD.replace('"fps"', '"fsp"').encode(),
        b"[" * 100_000,
    ],
)
def test_a_broken_file_is_set_aside_and_defaults_are_used(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    loaded = settings_file.load(file)
    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert loaded.problem.code == "settings.unreadable"
    kept = list(tmp_path.glob("settings.json.damaged-*"))
    assert [copy.read_bytes() for copy in kept] == [content]
    assert str(kept[0]) in loaded.problem.message()
    assert settings_file.load(file).problem is None


def test_an_older_file_is_migrated_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    file.write_text(GOOD.replace('"fps"', '"rate"'), encoding="utf-8")

    def renamed(tree: dict[str, object]) -> dict[str, object]:
        analysis = dict(tree["analysis"])  # type: ignore[call-overload]
        analysis["fps"] = analysis.pop("rate")
        return {**tree, "analysis": analysis}

    monkeypatch.setattr(settings_file, "VERSION", 2)
    monkeypatch.setitem(settings_file.MIGRATIONS, 1, renamed)
    assert settings_file.load(file) == settings_file.LoadedSettings(Settings())


def test_language_and_theme_are_read_early(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    assert peek(file) == EarlySettings("vi", "dark")
    settings_file.save(file, Settings().changed("appearance.language", "en").changed("appearance.theme", "light"))
    assert peek(file) == EarlySettings("en", "light")
    settings_file.save(file, Settings().changed("video.workers", 3))
    assert peek(file) == EarlySettings("vi", "dark", 3)


@given(
    content=st.one_of(
        st.binary(max_size=60), st.sampled_from([b'{"appearance": 3}', b'{"appearance": {"language": []}}'])
    )
)
def test_early_reading_never_fails(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("early") / "settings.json"
    file.write_bytes(content)
    assert peek(file).language in {"vi", "en"}
