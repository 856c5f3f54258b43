"""The entry of the command line: a subcommand by its name, or the window.

The window's options are read by argparse and the subcommands' by typer, because the window's start-up time counts from
here and typer alone takes longer to import than Qt's first window to open.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ioc_desktop.commands.failure import FAILED, fail
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0 done, 1 failed, 2 wrong usage, 3 done with rejected rows."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and not words[0].startswith("-"):
            return _run_command(words)
        return _open_window(words)
    except ExpectedError as error:
        return fail(error, json_output="--json" in words)
    except SystemExit as leaving:  # how both parsers end, also after they have explained wrong usage
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except KeyboardInterrupt:
        return FAILED


def _run_command(words: list[str]) -> int:
    from ioc_desktop.commands.parser import app  # noqa: PLC0415  (see above)

    app(args=words, prog_name="main.py")
    return 0


def _open_window(words: list[str]) -> int:
    asked = _window_parser().parse_args(words)
    from ioc_desktop.app import Options, run  # noqa: PLC0415  (Qt only when a window is asked for)

    options = Options(
        paths=AppPaths(asked.profile) if asked.profile else AppPaths.default(demo=asked.demo),
        demo=asked.demo,
        language=asked.lang,
        panel=asked.panel,
        seconds=asked.seconds,
        screenshot=asked.screenshot,
        stats=asked.stats,
        user=asked.user,
    )
    return run(options)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="IOC Desktop: ứng dụng phòng điều hành thông minh. Không có lệnh con thì mở cửa sổ.",
        epilog="Lệnh con: wall, detect, track, evaluate, rules, plates, privacy, cameras, models, evidence, "
        "backup, database, server, sync, journal, doctor, demo-clips (main.py LỆNH --help).",
        allow_abbrev=False,
    )
    parser.add_argument("--demo", action="store_true", help="hồ sơ riêng với khu vực mô phỏng")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="thư mục hồ sơ; mặc định là của người dùng")
    parser.add_argument("--lang", choices=("vi", "en"), help="ngôn ngữ cho lần chạy này")
    parser.add_argument("--panel", metavar="KEY", help="bảng mở đầu tiên, như wall")
    parser.add_argument("--seconds", type=_seconds, metavar="N", help="chạy ngần ấy giây rồi thoát")
    parser.add_argument("--screenshot", type=Path, metavar="DIR", help="thư mục nhận ảnh chụp từng bảng")
    parser.add_argument("--stats", type=Path, metavar="FILE", help="tệp JSON nhận số đo")
    parser.add_argument("--user", metavar="NAME", help="đăng nhập bằng tài khoản này, mật khẩu ở IOC_PASSWORD")
    return parser


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError("phải là số giây từ 0 trở lên")
    return value
