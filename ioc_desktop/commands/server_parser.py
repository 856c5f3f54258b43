"""The names and options of ``server``, ``sync`` and ``journal``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.store.sync_rules import Group

server_app = typer.Typer(no_args_is_help=True, help="Máy chủ PostgreSQL của trung tâm.")
role_app = typer.Typer(no_args_is_help=True, help="Tài khoản đăng nhập máy chủ, mỗi người hoặc mỗi máy trạm một cái.")
sync_app = typer.Typer(no_args_is_help=True, help="Đồng bộ hồ sơ tại máy với máy chủ.")
journal_app = typer.Typer(no_args_is_help=True, help="Nhật ký không sửa được.")
server_app.add_typer(role_app, name="role")

Dsn = Annotated[str, typer.Option(help="postgresql://postgres@may-chu:5432/ioc; mật khẩu ở IOC_PASSWORD.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]
Profile = Annotated[Path | None, typer.Option(help="Thư mục hồ sơ; mặc định là thư mục của người dùng.")]
Name = Annotated[str, typer.Argument(help="Tên đăng nhập, viết thường không dấu.")]


def _paths(profile: Path | None) -> AppPaths:
    return AppPaths(profile) if profile else AppPaths.default(demo=False)


@server_app.command("init")
def server_init(
    *,
    dsn: Dsn,
    centre: Annotated[str, typer.Option(help="Tên trung tâm.")] = "Trung tâm điều hành",
    admin: Annotated[str, typer.Option(help="Tạo quản trị đầu tiên với tên này; đã có thì giữ nguyên.")] = "",
    account: Annotated[str, typer.Option(help="Mã tài khoản của quản trị trong ứng dụng, nếu đã có.")] = "",
    json_output: Json = False,
) -> None:
    """Cài hoặc nâng cấp lược đồ trong một cơ sở dữ liệu, và tạo quản trị đầu tiên."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_init(dsn, centre=centre, admin=admin, account=account, json_output=json_output))


@server_app.command("doctor")
def server_doctor(*, dsn: Dsn, json_output: Json = False) -> None:
    """Khám máy chủ: phiên bản, lược đồ, quyền, nhật ký, máy trạm; nêu cách sửa."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_doctor(dsn, json_output=json_output))


@server_app.command("backup")
def server_backup(
    file: Annotated[Path, typer.Argument(help="Tệp sẽ ghi.")], *, dsn: Dsn, json_output: Json = False
) -> None:
    """Sao lưu máy chủ bằng pg_dump và đọc lại bản sao."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_backup(dsn, file, json_output=json_output))


@server_app.command("restore")
def server_restore(
    file: Annotated[Path, typer.Argument(help="Tệp do server backup ghi.")],
    *,
    dsn: Dsn,
    replace: Annotated[bool, typer.Option("--replace", help="Thay hẳn dữ liệu đang có trong cơ sở dữ liệu.")] = False,
    json_output: Json = False,
) -> None:
    """Khôi phục vào một cơ sở dữ liệu trống, hoặc thay cái đang có; máy trạm tự gửi lại phần còn thiếu."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_restore(dsn, file, replace=replace, json_output=json_output))


@role_app.command("add")
def role_add(
    name: Name,
    *,
    dsn: Dsn,
    group: Annotated[Group, typer.Option(help="viewer, operator, supervisor hoặc admin.")] = Group.OPERATOR,
    kind: Annotated[str, typer.Option(help="workstation (máy trạm) hoặc person (người).")] = "workstation",
    account: Annotated[str, typer.Option(help="Mã tài khoản trong ứng dụng, cho person.")] = "",
    days: Annotated[int, typer.Option(min=0, help="Hết hạn sau ngần ấy ngày; 0 là không hạn.")] = 0,
    scope: Annotated[list[int] | None, typer.Option(help="Phạm vi được thấy và ghi; mặc định 1.")] = None,
    json_output: Json = False,
) -> None:
    """Tạo tài khoản đăng nhập máy chủ; mật khẩu hiện một lần."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    if kind not in {"workstation", "person"}:
        raise typer.BadParameter("--kind nhận workstation hoặc person")
    raise typer.Exit(
        server.run_role_add(
            dsn, name, group=group, kind=kind, account=account, days=days, scopes=scope or [], json_output=json_output
        )
    )


@role_app.command("revoke")
def role_revoke(
    name: Name,
    *,
    dsn: Dsn,
    wipe: Annotated[
        bool, typer.Option("--wipe", help="Máy mất: lệnh cho các máy của nó hủy khóa dữ liệu đã mã hóa khi nối lại.")
    ] = False,
    json_output: Json = False,
) -> None:
    """Thu hồi: không thấy gì nữa, các máy của nó bị khóa."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_role_revoke(dsn, name, wipe=wipe, json_output=json_output))


@role_app.command("password")
def role_password(
    name: Name,
    *,
    dsn: Dsn,
    days: Annotated[int, typer.Option(min=0, help="Gia hạn thêm ngần ấy ngày kể từ hôm nay; 0 giữ nguyên hạn.")] = 0,
    json_output: Json = False,
) -> None:
    """Cấp mật khẩu mới, hiện một lần; và gia hạn nếu muốn."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_role_password(dsn, name, days=days, json_output=json_output))


@role_app.command("list")
def role_list(*, dsn: Dsn, json_output: Json = False) -> None:
    """Liệt kê tài khoản đăng nhập máy chủ."""
    from ioc_desktop.commands import server  # noqa: PLC0415

    raise typer.Exit(server.run_role_list(dsn, json_output=json_output))


@sync_app.command("join")
def sync_join(
    *,
    host: Annotated[str, typer.Option(help="Tên hoặc địa chỉ máy chủ.")],
    user: Annotated[str, typer.Option(help="Tên đăng nhập máy chủ; mật khẩu ở IOC_PASSWORD.")],
    port: Annotated[int, typer.Option()] = 5432,
    database: Annotated[str, typer.Option()] = "ioc",
    ca: Annotated[Path | None, typer.Option(help="Tệp CA đã cấp chứng thư của máy chủ.")] = None,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Vào một máy chủ: gửi những gì ở đây, nhận những gì ở đó."""
    from ioc_desktop.commands import sync  # noqa: PLC0415
    from ioc_desktop.sync.state import ServerAddress  # noqa: PLC0415

    address = ServerAddress(host=host, port=port, database=database, user=user, ca_file=str(ca) if ca else "")
    raise typer.Exit(sync.run_join(_paths(profile), address, json_output=json_output))


@sync_app.command("once")
def sync_once(*, profile: Profile = None, json_output: Json = False) -> None:
    """Gửi và nhận một lượt cho đến khi bằng máy chủ."""
    from ioc_desktop.commands import sync  # noqa: PLC0415

    raise typer.Exit(sync.run_once(_paths(profile), json_output=json_output))


@sync_app.command("status")
def sync_status(*, profile: Profile = None, json_output: Json = False) -> None:
    """Còn gì chờ gửi, xung đột, bị từ chối; không kết nối."""
    from ioc_desktop.commands import sync  # noqa: PLC0415

    raise typer.Exit(sync.run_status(_paths(profile), json_output=json_output))


@sync_app.command("reset")
def sync_reset(*, profile: Profile = None, json_output: Json = False) -> None:
    """Đọc lại toàn bộ từ máy chủ ở lượt tới; phần chưa gửi giữ nguyên."""
    from ioc_desktop.commands import sync  # noqa: PLC0415

    raise typer.Exit(sync.run_reset(_paths(profile), json_output=json_output))


@sync_app.command("leave")
def sync_leave(*, profile: Profile = None, json_output: Json = False) -> None:
    """Rời máy chủ; dữ liệu ở lại máy này."""
    from ioc_desktop.commands import sync  # noqa: PLC0415

    raise typer.Exit(sync.run_leave(_paths(profile), json_output=json_output))


@journal_app.command("verify")
def journal_verify(*, profile: Profile = None, json_output: Json = False) -> None:
    """Kiểm tra chuỗi băm của máy này và của máy chủ, so với các mốc đã lưu."""
    from ioc_desktop.commands import sync  # noqa: PLC0415

    raise typer.Exit(sync.run_verify(_paths(profile), json_output=json_output))
