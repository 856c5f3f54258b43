"""The names and options of ``document``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

document_app = typer.Typer(no_args_is_help=True, help="Văn bản hành chính.")

Json = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]
Profile = Annotated[Path | None, typer.Option(help="Thư mục hồ sơ; lệnh này không dùng đến.")]


@document_app.callback()
def group() -> None:
    """Văn bản hành chính."""


@document_app.command("lint")
def document_lint(
    file: Annotated[Path, typer.Argument(metavar="TỆP.pdf", help="Văn bản cần kiểm tra, của bất kỳ phần mềm nào.")],
    *,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Kiểm tra thể thức một tệp PDF theo Nghị định 30/2020/NĐ-CP, hoặc theo hướng dẫn của Đảng."""
    from ioc_desktop.commands import document  # noqa: PLC0415  (pdfminer)

    del profile
    raise typer.Exit(document.run_lint(file, json_output=json_output))


@document_app.command("verify")
def document_verify(
    file: Annotated[Path, typer.Argument(metavar="TỆP.pdf", help="Văn bản đã ký số.")],
    *,
    trust: Annotated[
        Path | None, typer.Option(help="Thư mục chứng thư gốc được tin; mặc định là thư mục trust của hồ sơ.")
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Hỏi tổ chức chứng thực qua mạng xem chứng thư đã bị thu hồi chưa.")
    ] = False,
    profile: Annotated[Path | None, typer.Option(help="Thư mục hồ sơ.")] = None,
    json_output: Json = False,
) -> None:
    """Kiểm tra chữ ký số: ai ký, nội dung có bị sửa không, chứng thư còn hiệu lực hay đã bị thu hồi."""
    from ioc_desktop.commands import document_verify as command  # noqa: PLC0415  (pyHanko)
    from ioc_desktop.config.paths import AppPaths  # noqa: PLC0415

    folder = trust or (AppPaths(profile) if profile else AppPaths.default(demo=False)).root / "trust"
    raise typer.Exit(command.run_verify(file, folder, may_ask=online, json_output=json_output))
