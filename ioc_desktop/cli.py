"""The command line: names, options and exit codes. What a command does lives in ``ioc_desktop.commands``.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected rows. Nothing heavy is imported before the
command is known, because the window's start-up time counts from here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import click
import typer

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    help="IOC Desktop: ứng dụng phòng điều hành thông minh.",
)
cameras_app = typer.Typer(no_args_is_help=True, help="Danh mục camera trong cơ sở dữ liệu tại máy.")
models_app = typer.Typer(no_args_is_help=True, help="Gói mô hình nhận diện.")
app.add_typer(cameras_app, name="cameras")
app.add_typer(models_app, name="models")

Profile = Annotated[Path | None, typer.Option(help="Thư mục hồ sơ; mặc định là thư mục của người dùng.")]
Demo = Annotated[bool, typer.Option("--demo", help="Dùng hồ sơ riêng với khu vực mô phỏng.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]


def _paths(profile: Path | None, *, demo: bool = False) -> AppPaths:
    return AppPaths(profile) if profile else AppPaths.default(demo=demo)


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    *,
    demo: Demo = False,
    profile: Profile = None,
    lang: Annotated[str | None, typer.Option(help="vi hoặc en.")] = None,
    panel: Annotated[str | None, typer.Option(help="Bảng mở đầu tiên, như wall.")] = None,
    seconds: Annotated[float | None, typer.Option(min=0, help="Chạy ngần ấy giây rồi thoát.")] = None,
    screenshot: Annotated[Path | None, typer.Option(help="Thư mục nhận ảnh chụp từng bảng.")] = None,
    stats: Annotated[Path | None, typer.Option(help="Tệp JSON nhận số đo.")] = None,
    user: Annotated[str | None, typer.Option(help="Đăng nhập bằng tài khoản này, mật khẩu ở IOC_PASSWORD.")] = None,
) -> None:
    """Mở cửa sổ phòng điều hành."""
    if context.invoked_subcommand is not None:
        return
    if lang not in (None, "vi", "en"):
        raise typer.BadParameter("--lang nhận vi hoặc en")
    from ioc_desktop.app import Options, run  # noqa: PLC0415  (Qt only when a window is asked for)

    options = Options(
        paths=_paths(profile, demo=demo),
        demo=demo,
        language=lang,
        panel=panel,
        seconds=seconds,
        screenshot=screenshot,
        stats=stats,
        user=user,
    )
    raise typer.Exit(run(options))


@app.command()
def wall(
    *,
    source: Annotated[list[str], typer.Option(help="Địa chỉ luồng hoặc tệp; lặp lại cho từng ô.")],
    layout: Annotated[str | None, typer.Option(help="1, 2x2 … 8x8, 1+5, 1+7; mặc định vừa đủ số ô.")] = None,
    analyse: Annotated[str | None, typer.Option(help="Tên gói mô hình hoặc tệp .onnx.")] = None,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    stats: Annotated[Path | None, typer.Option()] = None,
    screenshot: Annotated[Path | None, typer.Option()] = None,
    profile: Profile = None,
) -> None:
    """Mở riêng bức tường camera trên các luồng cho trước."""
    from ioc_desktop.commands.wall import run_wall  # noqa: PLC0415  (Qt)

    del profile  # a bare wall keeps nothing
    raise typer.Exit(run_wall(source, layout, analyse, seconds, stats, screenshot))


@app.command()
def detect(
    *,
    source: Annotated[Path, typer.Option(help="Tệp phim hoặc ảnh.")],
    model: Annotated[str, typer.Option(help="Tên gói mô hình hoặc tệp .onnx.")],
    out: Annotated[Path, typer.Option(help="Tệp JSON kết quả.")],
    every: Annotated[int, typer.Option(min=1, help="Lấy một trong ngần ấy khung hình.")] = 1,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Chạy mô hình trên một tệp và ghi các khung nhận diện."""
    from ioc_desktop.commands.detect import run_detect  # noqa: PLC0415  (onnxruntime)

    raise typer.Exit(run_detect(source, model, every, out, _paths(profile), json_output=json_output))


@app.command()
def doctor(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Xem máy đã có gì, thiếu gì, và lệnh bù chỗ thiếu."""
    from ioc_desktop.commands.doctor import run_doctor  # noqa: PLC0415  (every library in turn)

    raise typer.Exit(run_doctor(_paths(profile, demo=demo), json_output=json_output))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        code = app(args=words, prog_name="main.py", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ExpectedError as error:
        return _fail(error, as_json="--json" in words)
    except (typer.Abort, KeyboardInterrupt):
        return 1
    return code if isinstance(code, int) else 0


def _fail(error: ExpectedError, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": error.code, "message": error.message()}}, ensure_ascii=False))
    else:
        print(error.message(), file=sys.stderr)
    return 1
