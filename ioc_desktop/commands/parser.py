"""The subcommands' names and options. What a command does lives in the modules beside this one.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ioc_desktop.commands.budget_parser import budget_app
from ioc_desktop.commands.document_parser import document_app
from ioc_desktop.commands.evidence_parser import evidence_app
from ioc_desktop.commands.server_parser import journal_app, server_app, sync_app
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.wiring import model_registry

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
cameras_app = typer.Typer(no_args_is_help=True, help="Danh mục camera trong cơ sở dữ liệu tại máy.")
models_app = typer.Typer(no_args_is_help=True, help="Gói mô hình nhận diện.")
rules_app = typer.Typer(no_args_is_help=True, help="Luật giám sát trên hình camera.")
plates_app = typer.Typer(no_args_is_help=True, help="Biển số xe.")
privacy_app = typer.Typer(no_args_is_help=True, help="Che mặt người trong ảnh, phim.")
watch_app = typer.Typer(no_args_is_help=True, help="Danh sách biển số theo dõi.")
backup_app = typer.Typer(no_args_is_help=True, help="Sao lưu, khôi phục và cứu cơ sở dữ liệu tại máy.")
database_app = typer.Typer(no_args_is_help=True, help="Mã hóa cơ sở dữ liệu tại máy.")
app.add_typer(cameras_app, name="cameras")
app.add_typer(budget_app, name="budget")
app.add_typer(models_app, name="models")
app.add_typer(rules_app, name="rules")
plates_app.add_typer(watch_app, name="watch")
app.add_typer(plates_app, name="plates")
app.add_typer(privacy_app, name="privacy")
app.add_typer(backup_app, name="backup")
app.add_typer(database_app, name="database")
app.add_typer(evidence_app, name="evidence")
app.add_typer(server_app, name="server")
app.add_typer(sync_app, name="sync")
app.add_typer(journal_app, name="journal")
app.add_typer(document_app, name="document")

Profile = Annotated[Path | None, typer.Option(help="Thư mục hồ sơ; mặc định là thư mục của người dùng.")]
Demo = Annotated[bool, typer.Option("--demo", help="Dùng hồ sơ riêng với khu vực mô phỏng.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON thay cho câu chữ.")]


def _paths(profile: Path | None, *, demo: bool = False) -> AppPaths:
    return AppPaths(profile) if profile else AppPaths.default(demo=demo)


@app.callback()
def group() -> None:
    """Lệnh con của IOC Desktop; không có lệnh con thì mở cửa sổ."""


@app.command()
def wall(
    more: Annotated[list[str] | None, typer.Argument(metavar="[URL]...", help="Các luồng tiếp theo.")] = None,
    *,
    source: Annotated[list[str], typer.Option(help="Địa chỉ luồng hoặc tệp; viết nhiều địa chỉ liền nhau cũng được.")],
    layout: Annotated[str | None, typer.Option(help="1, 2x2 … 8x8, 1+5, 1+7; mặc định vừa đủ số ô.")] = None,
    analyse: Annotated[str | None, typer.Option(help="Tên gói mô hình hoặc tệp .onnx.")] = None,
    seconds: Annotated[float | None, typer.Option(min=0)] = None,
    stats: Annotated[Path | None, typer.Option()] = None,
    screenshot: Annotated[Path | None, typer.Option()] = None,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Mở riêng bức tường camera trên các luồng cho trước."""
    from ioc_desktop.commands.wall import run_wall  # noqa: PLC0415  (Qt)

    sources = [*source, *(more or [])]
    paths = _paths(profile)
    raise typer.Exit(run_wall(sources, layout, analyse, seconds, stats, screenshot, paths, json_output=json_output))


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
    from ioc_desktop.commands import detect as command  # noqa: PLC0415  (onnxruntime)

    registry = model_registry(_paths(profile))
    raise typer.Exit(command.detect(source, model, out, registry=registry, every=every, json_output=json_output))


@app.command()
def track(
    *,
    source: Annotated[Path, typer.Option(help="Tệp phim.")],
    model: Annotated[str, typer.Option(help="Tên gói mô hình hoặc tệp .onnx.")],
    out: Annotated[Path, typer.Option(help="Tệp chữ kết quả, dạng MOTChallenge.")],
    every: Annotated[int, typer.Option(min=1, help="Lấy một trong ngần ấy khung hình.")] = 1,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Theo dõi từng đối tượng trong một tệp phim."""
    from ioc_desktop.commands import track as command  # noqa: PLC0415  (onnxruntime)

    registry = model_registry(_paths(profile))
    raise typer.Exit(command.track(source, model, out, registry=registry, every=every, json_output=json_output))


@app.command()
def evaluate(
    *,
    images: Annotated[Path | None, typer.Option(help="Thư mục ảnh.")] = None,
    annotations: Annotated[Path | None, typer.Option(help="Tệp chú thích COCO (JSON).")] = None,
    model: Annotated[str, typer.Option(help="Tên gói mô hình hoặc tệp .onnx.")] = "",
    tracks: Annotated[
        Path | None, typer.Option(help="Kết quả theo dõi: tệp MOTChallenge, hoặc thư mục TÊN.txt.")
    ] = None,
    truth: Annotated[Path | None, typer.Option(help="Kết quả đúng: tệp, hoặc thư mục TÊN/gt/gt.txt.")] = None,
    out: Annotated[Path | None, typer.Option(help="Tệp JSON kết quả.")] = None,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Đo độ chính xác: của mô hình trên ảnh đã gán nhãn, hoặc của kết quả theo dõi (HOTA, MOTA, IDF1)."""
    if tracks is not None and truth is not None and images is annotations is None and not model:
        from ioc_desktop.commands.evaluate_tracks import evaluate_tracks  # noqa: PLC0415  (heavy measures)

        raise typer.Exit(evaluate_tracks(tracks, truth, out, json_output=json_output))
    if images is None or annotations is None or not model or tracks is not None or truth is not None:
        raise typer.BadParameter("cần --images, --annotations và --model; hoặc --tracks và --truth")
    from ioc_desktop.commands import evaluate as command  # noqa: PLC0415  (onnxruntime)

    registry = model_registry(_paths(profile))
    raise typer.Exit(command.evaluate(images, annotations, model, out, registry=registry, json_output=json_output))


@rules_app.command("run")
def rules_run(
    *,
    source: Annotated[Path, typer.Option(help="Tệp phim.")],
    rules: Annotated[Path, typer.Option(help="Tệp JSON của các luật.")],
    out: Annotated[Path, typer.Option(help="Tệp JSON kết quả.")],
    model: Annotated[str, typer.Option(help="Tên gói mô hình hoặc tệp .onnx; bỏ trống là chỉ xét chuyển động.")] = "",
    every: Annotated[int | None, typer.Option(min=1, help="Lấy một trong ngần ấy khung; mặc định đủ dày.")] = None,
    signals: Annotated[
        Path | None, typer.Option(help="Bản ghi tín hiệu đèn, mỗi dòng một JSON; dòng đầu ứng với khung hình đầu.")
    ] = None,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Chạy các luật trên một tệp phim và ghi các sự kiện, số đếm."""
    from ioc_desktop.commands import rules as command  # noqa: PLC0415  (onnxruntime)

    registry = model_registry(_paths(profile))
    code = command.run(
        source, rules, model, out, registry=registry, every=every or 0, signals=signals, json_output=json_output
    )
    raise typer.Exit(code)


@plates_app.command("read")
def plates_read(
    *,
    source: Annotated[Path, typer.Option(help="Tệp phim hoặc ảnh.")],
    out: Annotated[Path, typer.Option(help="Tệp JSON kết quả.")],
    model: Annotated[str, typer.Option(help="Mô hình tìm xe; bỏ trống là tìm trên cả khung hình.")] = "",
    every: Annotated[int, typer.Option(min=1, help="Lấy một trong ngần ấy khung hình.")] = 1,
    camera: Annotated[int | None, typer.Option(help="Số gọi của camera để lưu các lượt đọc vào hồ sơ.")] = None,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Đọc biển số trong một tệp phim hoặc ảnh."""
    from ioc_desktop.commands import plates as command  # noqa: PLC0415  (onnxruntime)

    paths = _paths(profile, demo=demo)
    code = command.run_read(
        source, out, paths=paths, registry=model_registry(paths), model=model, every=every, camera=camera,
        json_output=json_output,
    )  # fmt: skip
    raise typer.Exit(code)


@privacy_app.command("blur")
def privacy_blur(
    *,
    source: Annotated[Path, typer.Option(help="Tệp phim hoặc ảnh.")],
    out: Annotated[Path, typer.Option(help="Tệp sẽ ghi: .jpg, .png cho ảnh, .mp4 cho phim.")],
    model: Annotated[str, typer.Option(help="Mô hình nhận ra người; bỏ trống là tự chọn.")] = "",
    every: Annotated[int, typer.Option(min=1, help="Nhận diện một trong ngần ấy khung hình.")] = 1,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Che mặt mọi người trong một ảnh hoặc phim để bàn giao; tiếng của phim được bỏ."""
    from ioc_desktop.commands import privacy as command  # noqa: PLC0415  (onnxruntime)

    registry = model_registry(_paths(profile))
    raise typer.Exit(command.run_blur(source, out, model, registry=registry, every=every, json_output=json_output))


@watch_app.command("import")
def plates_watch_import(
    file: Annotated[Path, typer.Argument(help="Tệp CSV: Biển số; Lý do; Đơn vị yêu cầu; Đến ngày; Mức độ.")],
    *,
    user: Annotated[str, typer.Option(help="Tài khoản đề xuất; mật khẩu ở IOC_PASSWORD.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước, không ghi.")] = False,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Đề xuất theo dõi các biển số trong tệp: dòng tốt được ghi, dòng hỏng được nêu số dòng và lý do."""
    from ioc_desktop.commands import plates as command  # noqa: PLC0415

    paths = _paths(profile, demo=demo)
    raise typer.Exit(command.run_watch_import(file, paths, user=user, dry_run=dry_run, json_output=json_output))


@models_app.command("list")
def models_list(*, profile: Profile = None, json_output: Json = False) -> None:
    """Liệt kê các gói mô hình."""
    from ioc_desktop.commands import models  # noqa: PLC0415

    raise typer.Exit(models.list_models(model_registry(_paths(profile)), json_output=json_output))


@models_app.command("add")
def models_add(
    source: Annotated[Path, typer.Argument(help="Tệp .onnx hoặc thư mục có model.toml.")],
    *,
    name: Annotated[str, typer.Option(help="Tên gói; mặc định theo tên tệp.")] = "",
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Chép một mô hình vào hồ sơ, nhận ra họ của nó và kiểm tra."""
    from ioc_desktop.commands import models  # noqa: PLC0415

    raise typer.Exit(models.add_model(model_registry(_paths(profile)), source, name=name, json_output=json_output))


@models_app.command("fetch")
def models_fetch(
    name: Annotated[str, typer.Argument(help="Tên trong danh sách; bỏ trống để xem danh sách.")] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Đồng ý với giấy phép, không hỏi lại.")] = False,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Tải một mô hình trong danh sách có ghi sẵn địa chỉ và mã SHA-256."""
    from ioc_desktop.commands import fetching  # noqa: PLC0415
    from ioc_desktop.config.paths import resource_path  # noqa: PLC0415
    from ioc_desktop.vision.offers import read_offers  # noqa: PLC0415

    offers = read_offers(resource_path("models.toml"))
    if not name:
        raise typer.Exit(fetching.list_offers(offers, json_output=json_output))
    agree = (lambda _question: True) if yes else (lambda question: not json_output and typer.confirm(question))
    registry = model_registry(_paths(profile))
    raise typer.Exit(fetching.fetch_model(registry, offers, name, agree=agree, json_output=json_output))


@models_app.command("check")
def models_check(
    wanted: Annotated[str, typer.Argument(help="Tên gói; bỏ trống là mọi gói.")] = "",
    *,
    profile: Profile = None,
    json_output: Json = False,
) -> None:
    """Kiểm tra mã băm, nạp và chạy thử từng gói."""
    from ioc_desktop.commands import models  # noqa: PLC0415

    raise typer.Exit(models.check_models(model_registry(_paths(profile)), wanted, json_output=json_output))


@cameras_app.command("import")
def cameras_import(
    file: Annotated[Path, typer.Argument(help="Tệp CSV.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước, không ghi.")] = False,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Nhập camera từ CSV: dòng tốt được ghi, dòng hỏng được nêu số dòng và lý do."""
    from ioc_desktop.commands import cameras  # noqa: PLC0415

    paths = _paths(profile, demo=demo)
    raise typer.Exit(cameras.run_import(file, paths, dry_run=dry_run, json_output=json_output))


@cameras_app.command("export")
def cameras_export(
    file: Annotated[Path, typer.Argument(help="Tệp CSV sẽ ghi.")],
    *,
    delimiter: Annotated[str, typer.Option(help="Dấu ngăn cột, ; hoặc ,")] = ";",
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Xuất danh mục camera ra CSV, không kèm mật khẩu."""
    from ioc_desktop.commands import cameras  # noqa: PLC0415

    if delimiter not in {";", ","}:
        raise typer.BadParameter("--delimiter nhận ; hoặc ,")
    paths = _paths(profile, demo=demo)
    raise typer.Exit(cameras.run_export(file, paths, delimiter=delimiter, json_output=json_output))


@cameras_app.command("list")
def cameras_list(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Liệt kê camera."""
    from ioc_desktop.commands import cameras  # noqa: PLC0415

    raise typer.Exit(cameras.run_list(_paths(profile, demo=demo), json_output=json_output))


@cameras_app.command("check")
def cameras_check(
    *,
    limit: Annotated[float, typer.Option(min=1, help="Số giây chờ mỗi camera.")] = 10.0,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Thử kết nối từng camera."""
    from ioc_desktop.commands import cameras  # noqa: PLC0415

    paths = _paths(profile, demo=demo)
    raise typer.Exit(cameras.run_check(paths, limit_s=limit, json_output=json_output))


@backup_app.command("create")
def backup_create(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Sao lưu ngay và kiểm tra bản sao lưu; cửa sổ đang mở cũng được."""
    from ioc_desktop.commands import backup  # noqa: PLC0415

    raise typer.Exit(backup.run_create(_paths(profile, demo=demo), json_output=json_output))


@backup_app.command("list")
def backup_list(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Liệt kê các bản sao lưu."""
    from ioc_desktop.commands import backup  # noqa: PLC0415

    raise typer.Exit(backup.run_list(_paths(profile, demo=demo), json_output=json_output))


@backup_app.command("check")
def backup_check(
    file: Annotated[Path | None, typer.Argument(metavar="[TỆP]", help="Một bản; bỏ trống là mọi bản.")] = None,
    *,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Kiểm tra trọn vẹn các bản sao lưu."""
    from ioc_desktop.commands import backup  # noqa: PLC0415

    raise typer.Exit(backup.run_check(_paths(profile, demo=demo), file, json_output=json_output))


@backup_app.command("restore")
def backup_restore(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bản sao lưu, hoặc tên của nó trong hồ sơ.")],
    *,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Quay về một bản sao lưu; tệp hiện tại được giữ lại bên cạnh."""
    from ioc_desktop.commands import backup  # noqa: PLC0415

    raise typer.Exit(backup.run_restore(_paths(profile, demo=demo), file, json_output=json_output))


@backup_app.command("salvage")
def backup_salvage(
    *,
    force: Annotated[bool, typer.Option("--force", help="Dựng lại cả khi kiểm tra không thấy hỏng.")] = False,
    profile: Profile = None,
    demo: Demo = False,
    json_output: Json = False,
) -> None:
    """Dựng lại cơ sở dữ liệu hỏng từ bản sao lưu mới nhất và mọi dòng còn đọc được."""
    from ioc_desktop.commands import backup  # noqa: PLC0415

    raise typer.Exit(backup.run_salvage(_paths(profile, demo=demo), force=force, json_output=json_output))


@database_app.command("encrypt")
def database_encrypt(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Mã hóa cơ sở dữ liệu và các bản sao lưu; mật khẩu hỏi ở cửa sổ lệnh hoặc ở IOC_DATABASE_PASSWORD."""
    from ioc_desktop.commands import database  # noqa: PLC0415

    raise typer.Exit(database.run_encrypt(_paths(profile, demo=demo), json_output=json_output))


@database_app.command("decrypt")
def database_decrypt(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Bỏ mã hóa."""
    from ioc_desktop.commands import database  # noqa: PLC0415

    raise typer.Exit(database.run_decrypt(_paths(profile, demo=demo), json_output=json_output))


@database_app.command("password")
def database_password(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Đổi mật khẩu; mật khẩu mới hỏi ở cửa sổ lệnh hoặc ở IOC_DATABASE_NEW_PASSWORD."""
    from ioc_desktop.commands import database  # noqa: PLC0415

    raise typer.Exit(database.run_password(_paths(profile, demo=demo), json_output=json_output))


@database_app.command("status")
def database_status(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Xem cơ sở dữ liệu đã mã hóa chưa, khóa ở đâu, còn tệp nào chưa mã hóa."""
    from ioc_desktop.commands import database  # noqa: PLC0415

    raise typer.Exit(database.run_status(_paths(profile, demo=demo), json_output=json_output))


@app.command("demo-clips")
def demo_clips(*, profile: Profile = None, json_output: Json = False) -> None:
    """Dựng trước các cảnh quay của khu vực mô phỏng."""
    from ioc_desktop.commands.demo_clips import run_demo_clips  # noqa: PLC0415

    raise typer.Exit(run_demo_clips(_paths(profile, demo=True), json_output=json_output))


@app.command()
def doctor(*, profile: Profile = None, demo: Demo = False, json_output: Json = False) -> None:
    """Xem máy đã có gì, thiếu gì, và lệnh bù chỗ thiếu."""
    from ioc_desktop.commands.doctor import run_doctor  # noqa: PLC0415  (every library in turn)

    raise typer.Exit(run_doctor(_paths(profile, demo=demo), json_output=json_output))
