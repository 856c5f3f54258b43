"""``main.py evidence …``: names and options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

evidence_app = typer.Typer(no_args_is_help=True, help="Hồ sơ vụ việc và chứng cứ.")


@evidence_app.callback()
def group() -> None:
    """Hồ sơ vụ việc và chứng cứ."""


@evidence_app.command("verify")
def evidence_verify(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục hoặc tệp ZIP của hồ sơ.")],
    *,
    expect: Annotated[str, typer.Option(help="Mã SHA-256 của danh mục, như trong biên bản giao nhận.")] = "",
    profile: Annotated[Path | None, typer.Option(help="Không cần; nhận để giống các lệnh khác.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")] = False,
) -> None:
    """Kiểm tra từng tệp của hồ sơ theo danh mục: nêu tên tệp thiếu, bị đổi hoặc thừa."""
    from ioc_desktop.commands.evidence import run_verify  # noqa: PLC0415

    del profile
    raise typer.Exit(run_verify(path, expect, json_output=json_output))
