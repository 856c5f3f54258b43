"""The names and options of ``budget``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ioc_desktop.config.paths import AppPaths

budget_app = typer.Typer(no_args_is_help=True, help="Bảng kinh phí của chương trình.")

Profile = Annotated[Path | None, typer.Option(help="Thư mục hồ sơ; mặc định là thư mục của người dùng.")]
Demo = Annotated[bool, typer.Option("--demo", help="Dùng hồ sơ riêng với khu vực mô phỏng.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]
File = Annotated[Path, typer.Argument(help="Tệp .docx, .xlsx, .xls, .ods, .csv hoặc .txt.")]


def _unit(unit: str | None) -> str | None:
    if unit not in {None, "dong", "nghin", "trieu", "ty"}:
        raise typer.BadParameter("phải là dong, nghin, trieu hoặc ty")
    return unit


def _kind(kind: str) -> str:
    if kind not in {"xlsx", "pdf", "fdp", "report"}:
        raise typer.BadParameter("phải là xlsx, pdf, fdp hoặc report")
    return kind


Unit = Annotated[
    str | None, typer.Option(help="Đơn vị thay cho đơn vị ở tiêu đề: dong, nghin, trieu, ty.", callback=_unit)
]


def _paths(profile: Path | None, *, demo: bool) -> AppPaths:
    return AppPaths(profile) if profile else AppPaths.default(demo=demo)


@budget_app.command("check")
def budget_check(file: File, *, unit: Unit = None, profile: Profile = None, json_output: Json = False) -> None:
    """Cộng lại mọi tổng, đối chiếu năm, nguồn, đơn giá, số tiền bằng chữ; mã 3 khi có chỗ sai."""
    del profile
    from ioc_desktop.commands import budget  # noqa: PLC0415  (numpy, readers)

    raise typer.Exit(budget.run_check(file, unit=unit, json_output=json_output))


@budget_app.command("import")
def budget_import(
    file: File,
    *,
    programme: Annotated[str, typer.Option(help="Tên chương trình; mặc định là tên tệp.")] = "",
    unit: Unit = None,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Ghi các bảng của tệp vào một chương trình; bảng đã có thì nhận ra và không ghi lần nữa."""
    from ioc_desktop.commands.budget_import import run_import  # noqa: PLC0415  (numpy, readers, SQLAlchemy)

    paths = _paths(profile, demo=demo)
    raise typer.Exit(run_import(file, paths, programme, unit=unit, json_output=json_output))


@budget_app.command("export")
def budget_export(
    table: Annotated[str, typer.Argument(metavar="BẢNG", help="Tên chương trình, tên tệp đã nhập, hoặc mã của bảng.")],
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Nơi ghi; được tạo khi chưa có.")],
    *,
    kind: Annotated[
        str, typer.Option("--as", help="xlsx, pdf (phụ lục), fdp (gói dữ liệu), report (tiến độ).", callback=_kind)
    ] = "xlsx",
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Xuất một bảng: phụ lục XLSX hoặc PDF, gói Fiscal Data Package, báo cáo tiến độ."""
    from ioc_desktop.commands.budget_export import run_export  # noqa: PLC0415  (numpy, SQLAlchemy, writers)

    raise typer.Exit(run_export(table, folder, kind, _paths(profile, demo=demo), json_output=json_output))
