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
