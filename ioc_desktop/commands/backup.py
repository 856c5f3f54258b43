"""``backup create | list | check | restore | salvage``."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ioc_desktop.commands.tables import text_table
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store import backup
from ioc_desktop.store.backup_policy import Reason
from ioc_desktop.store.connections import DatabaseKey, key_of
from ioc_desktop.store.encryption import find_key
from ioc_desktop.store.restore import restore
from ioc_desktop.store.salvage import SalvageReport, salvage

DONE, FAILED = 0, 1
_REASONS = {Reason.DEMAND: "theo yêu cầu", Reason.DAILY: "hằng ngày", Reason.UPGRADE: "trước khi nâng cấp"}


def run_create(paths: AppPaths, *, json_output: bool = False) -> int:
    """Make a verified backup now.

    Raises:
        ExpectedError: ``backup.*``, ``store.*``, ``database.*``.
    """
    if not paths.database.exists():
        raise ExpectedError(
            "backup.nothing",
            QT_TRANSLATE_NOOP(
                "errors", "Hồ sơ {folder} chưa có cơ sở dữ liệu để sao lưu. Kiểm tra --profile hoặc --demo."
            ),
            folder=paths.root,
        )
    key = key_of(paths.database, find_key(paths))
    made = backup.create(paths.database, paths.backups, key)
    backup.prune(paths.backups)
    if json_output:
        _print_json(_shown(made))
    else:
        print(f"Đã sao lưu và kiểm tra: {made.path} ({_size(made.size_bytes)}).")
    return DONE


def run_list(paths: AppPaths, *, json_output: bool = False) -> int:
    """Print the backups, newest first, without opening them."""
    found = backup.listed(paths.backups)
    if json_output:
        _print_json({"folder": str(paths.backups), "backups": [_shown(item) for item in found]})
    elif found:
        rows = [[item.path.name, _when(item), _REASONS[item.stamp.reason], _size(item.size_bytes)] for item in found]
        print(text_table(["Tệp", "Lúc", "Lý do", "Cỡ"], rows))
    else:
        print("Chưa có bản sao lưu. Tạo một bản: main.py backup create")
    return DONE


def run_check(paths: AppPaths, file: Path | None = None, *, json_output: bool = False) -> int:
    """Verify one backup, or all; 1 when one of them is bad.

    Raises:
        ExpectedError: ``database.*`` when the profile is encrypted and the key is not there.
    """
    key = find_key(paths)
    files = [_found(paths, file)] if file else [item.path for item in backup.listed(paths.backups)]
    answers: list[dict[str, Any]] = []
    for item in files:
        try:
            contents = backup.verify(item, key)
            answers.append({"file": str(item), "ok": True, **asdict(contents)})
        except ExpectedError as error:
            answers.append({"file": str(item), "ok": False, "error": error.code, "message": error.message()})
    if json_output:
        _print_json({"backups": answers})
    else:
        _print_answers(answers)
    return DONE if all(answer["ok"] for answer in answers) else FAILED


def run_restore(paths: AppPaths, file: Path, *, json_output: bool = False) -> int:
    """Go back to a backup, given as a file or by its name in the profile.

    Raises:
        ExpectedError: ``backup.*``, ``store.*``, ``database.*``.
    """
    paths.create()
    chosen = _found(paths, file)
    done = restore(paths.database, chosen, _key_if_any(paths))
    if json_output:
        _print_json({"file": str(chosen), "aside": str(done.aside or ""), **asdict(done.contents)})
        return DONE
    print(f"Đã khôi phục {done.contents.rows} dòng từ {chosen}.")
    if done.aside:
        print(f"Tệp trước đó được giữ ở {done.aside}.")
    print("Nếu máy này thuộc một trung tâm, lần đồng bộ tới sẽ đọc lại toàn bộ từ máy chủ.")
    return DONE


def run_salvage(paths: AppPaths, *, force: bool = False, json_output: bool = False) -> int:
    """Make a good file of the damaged one; ``force`` also of a sound one, and of one that nobody has the key to.

    Raises:
        ExpectedError: ``salvage.*``, ``store.*``, ``database.*``.
    """
    key = _key_if_any(paths) if force else find_key(paths)
    report = salvage(paths.database, paths.backups, key, even_if_sound=force)
    if json_output:
        _print_json(
            {
                "aside": str(report.aside),
                "ground": str(report.ground.path) if report.ground else None,
                "orphans": report.orphans,
                "tables": [asdict(table) for table in report.tables],
            }
        )
    else:
        _print_salvage(report)
    return DONE


def _print_salvage(report: SalvageReport) -> None:
    rows = [
        [table.name, str(table.saved), str(table.kept), "?" if table.lost is None else str(table.lost)]
        for table in report.tables
        if table.saved or table.kept or table.lost or not table.is_whole
    ]
    print(text_table(["Bảng", "Cứu được", "Từ bản sao lưu", "Mất"], rows))
    ground = f"bản sao lưu {report.ground.path.name}" if report.ground else "một tệp mới"
    print(f"\nĐã dựng lại cơ sở dữ liệu trên {ground}. Tệp hỏng được giữ ở {report.aside}.")
    if report.orphans:
        print(f"{report.orphans} dòng mất nơi liên kết đã được gỡ liên kết hoặc bỏ ra.")
    print("Nếu máy này thuộc một trung tâm, lần đồng bộ tới sẽ gửi phần chưa gửi và đọc lại toàn bộ từ máy chủ.")


def _print_answers(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        name = Path(answer["file"]).name
        words = f"tốt, lược đồ {answer['revision']}, {answer['rows']} dòng" if answer["ok"] else answer["message"]
        print(f"{'✓' if answer['ok'] else '✗'} {name}: {words}")
    if not answers:
        print("Chưa có bản sao lưu. Tạo một bản: main.py backup create")


def _key_if_any(paths: AppPaths) -> DatabaseKey | None:
    """The key; None also for a file of noise without a key file, which is kept aside like any other."""
    try:
        return find_key(paths)
    except ExpectedError as error:
        if error.code != "database.key_missing":
            raise
        return None


def _found(paths: AppPaths, file: Path) -> Path:
    """The file itself, or the backup of that name in the profile."""
    kept = paths.backups / file.name
    return kept if not file.exists() and kept.exists() else file


def _shown(item: backup.Backup) -> dict[str, Any]:
    return {
        "file": str(item.path),
        "at": item.stamp.at.isoformat(),
        "reason": item.stamp.reason.value or "demand",
        "size_bytes": item.size_bytes,
    }


def _when(item: backup.Backup) -> str:
    age = datetime.now(UTC) - item.stamp.at
    days = f", {age.days} ngày trước" if age.days > 0 else ""
    return f"{item.stamp.at.astimezone():%d/%m/%Y %H:%M}{days}"


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 2**20:.1f} MB"


def _print_json(report: dict[str, Any]) -> None:
    print(json.dumps(report, ensure_ascii=False, indent=1))
