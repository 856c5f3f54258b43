"""What holds for the whole centre."""

from __future__ import annotations

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.district_settings.choices import CHOICES, OFFLINE_DAYS, DistrictChoice
from ioc_desktop.kernel.district_settings.service import DistrictSettings, setting_id
from ioc_desktop.kernel.district_settings.tables import DistrictSettingRow
from ioc_desktop.store.database import Database

WORD = DistrictChoice("test.word", "Từ", default="một", allowed=("một", "hai"))
SWITCH = DistrictChoice("test.switch", "Công tắc", default=False)


def test_the_default_holds_until_somebody_chooses(db: Database) -> None:
    settings = DistrictSettings(db)
    told: list[str] = []
    settings.changed.connect(told.append)
    assert settings.get(OFFLINE_DAYS) == settings.all()["accounts.offline_days"] == 14
    settings.set(OFFLINE_DAYS, 30)
    settings.set(OFFLINE_DAYS, 0)
    assert settings.get(OFFLINE_DAYS) == settings.all()["accounts.offline_days"] == 0
    assert told == ["accounts.offline_days"] * 2
    assert DistrictSettings(db).get(OFFLINE_DAYS) == 0


def test_words_and_switches_are_settings_too(db: Database) -> None:
    settings = DistrictSettings(db)
    settings.set(WORD, "hai")
    settings.set(SWITCH, True)
    assert settings.get(WORD) == "hai"
    assert settings.get(SWITCH) is True
    with pytest.raises(ExpectedError, match=r"settings\.not_allowed"):
        settings.set(WORD, "ba")


@pytest.mark.parametrize("value", [-1, 366, True, "14", 14.0, None])
def test_what_cannot_be_is_refused_and_passed_over_when_it_came(db: Database, value: object) -> None:
    settings = DistrictSettings(db)
    with pytest.raises(ExpectedError, match=r"settings\.out_of_range"):
        settings.set(OFFLINE_DAYS, value)  # type: ignore[type-var]
    with db.write() as session:  # a newer program elsewhere may allow it
        session.add(DistrictSettingRow(id=setting_id(OFFLINE_DAYS.key), key=OFFLINE_DAYS.key, value=value))
    assert settings.get(OFFLINE_DAYS) == settings.all()[OFFLINE_DAYS.key] == 14


def test_what_arrived_is_told(db: Database) -> None:
    settings = DistrictSettings(db)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.arrived()
    assert told == list(CHOICES)


def test_every_choice_accepts_its_default() -> None:
    assert all(choice.accepts(choice.default) for choice in CHOICES.values())
    assert all(key == choice.key for key, choice in CHOICES.items())
