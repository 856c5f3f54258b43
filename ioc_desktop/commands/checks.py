"""What ``doctor`` looks at on a machine: one short function per question, each safe to ask anywhere."""

import ctypes
import ctypes.util
import importlib.metadata
import importlib.util
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ioc_desktop.commands import cards
from ioc_desktop.config.paths import AppPaths, resource_path
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.backup import listed, verify
from ioc_desktop.store.connections import key_of
from ioc_desktop.store.encryption import find_key
from ioc_desktop.store.inspection import inspect_file
from ioc_desktop.store.migrate import HEAD

State = Literal["ok", "missing", "optional"]

SYSTEM_PYTHON = Path("/usr/bin/python3")
SMALLEST_SHM_BYTES = 256 * 2**20
SMALLEST_DISK_BYTES = 2 * 2**30
OLDEST_BACKUP_H = 72

MODULES = {
    **{name: name for name in ("PySide6", "alembic", "argon2", "av", "cryptography", "cv2", "keyring", "numpy")},
    **{
        name: name for name in ("onnxruntime", "platformdirs", "pydantic", "qasync", "qtawesome", "sqlalchemy", "typer")
    },
}
X11_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONTS = {"NotoSans-Regular": "fonts-noto-core", "JetBrainsMono-Regular": "fonts-jetbrains-mono"}


@dataclass(frozen=True)
class Check:
    """One answer.

    Attributes:
        key: stable name for JSON.
        title: Vietnamese, context ``doctor``.
        state: ``missing`` needs mending; ``optional`` works without, and ``detail`` says how.
        packages: distribution packages (Debian names) that bring what is missing.
        mend: a command of its own, where packages do not help.
    """

    key: str
    title: str
    state: State
    detail: str
    packages: tuple[str, ...] = ()
    mend: str = ""

    @property
    def is_mended_by_setup(self) -> bool:
        """Whether installing what this program needs is the answer; it does not make room on a disk."""
        return bool(self.packages) or self.key in {"packages", "ffmpeg", "onnxruntime"}


def all_checks(paths: AppPaths) -> Iterator[Check]:
    """Every question, in the order of the table."""
    yield python_version()
    yield python_packages()
    yield x11_libraries()
    yield display()
    yield fonts()
    yield rtsp_server()
    yield ffmpeg()
    yield onnxruntime()
    yield gpu(paths)
    yield shared_memory()
    yield disk_space(paths)
    yield secret_store(paths)
    yield database(paths)
    yield backups(paths)
    yield models(paths)
    yield translations()
    yield libvlc()


def python_version() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    return _check("python", QT_TRANSLATE_NOOP("doctor", "Python"), sys.version_info >= (3, 11), found)


def python_packages() -> Check:
    missing = [name for name, module in MODULES.items() if importlib.util.find_spec(module) is None]
    detail = ", ".join(missing) or f"PySide6 {_version('PySide6')}"
    return _check("packages", QT_TRANSLATE_NOOP("doctor", "Thư viện Python"), not missing, detail)


def x11_libraries() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Thư viện Qt trên X11")
    if not sys.platform.startswith("linux"):
        return Check("x11", title, "ok", QT_TRANSLATE_NOOP("doctor", "Không cần trên hệ điều hành này"))
    missing = {library: package for library, package in X11_LIBRARIES.items() if not _loads(library)}
    detail = ", ".join(missing) or QT_TRANSLATE_NOOP("doctor", "Đủ")
    return Check("x11", title, "missing" if missing else "ok", detail, tuple(missing.values()))


def display() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Màn hình")
    if not sys.platform.startswith("linux"):
        return Check("display", title, "ok", sys.platform)
    found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if found:
        return Check("display", title, "ok", found)
    if shutil.which("Xvfb"):
        return Check("display", title, "optional", QT_TRANSLATE_NOOP("doctor", "Không có; chạy được trên màn hình ảo"))
    return Check(
        "display", title, "missing", QT_TRANSLATE_NOOP("doctor", "Không có, cũng không có Xvfb"), ("xvfb", "xauth")
    )


def fonts() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Phông chữ")
    files = {file.stem: file for folder in _font_folders() for file in folder.rglob("*.[to]tf")}
    missing = {font: package for font, package in FONTS.items() if not any(name.startswith(font) for name in files)}
    if "times" not in {name.lower() for name in files} and _font_revision(files.get("LiberationSerif-Regular")) < 2:
        missing["Liberation Serif 2"] = "fonts-liberation2"
    if not missing:
        return Check("fonts", title, "ok", ", ".join([*FONTS, "Liberation Serif 2"]))
    needed: State = "missing" if sys.platform.startswith("linux") else "optional"
    return Check("fonts", title, needed, ", ".join(missing), tuple(missing.values()))


def rtsp_server() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Máy chủ RTSP (GStreamer)")
    script = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer; "
    script += "Gst.init(None); print(Gst.version_string()); assert Gst.ElementFactory.find('rtph264pay')"
    with suppress(OSError, subprocess.SubprocessError):
        command = [str(SYSTEM_PYTHON), "-c", script]
        found = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)  # noqa: S603  (fixed words)
        return Check("rtsp_server", title, "ok", found.stdout.strip())
    packages = ("gir1.2-gst-rtsp-server-1.0", "gstreamer1.0-plugins-good", "python3-gi")
    detail = QT_TRANSLATE_NOOP("doctor", "Không có; khu vực mô phỏng đọc thẳng từ tệp")
    return Check("rtsp_server", title, "optional", detail, packages)


def ffmpeg() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "FFmpeg trong PyAV")
    try:
        import av  # noqa: PLC0415  (asked for, not needed)
    except (ImportError, OSError) as error:
        return Check("ffmpeg", title, "missing", _line(error))
    wanted = {"rtsp": av.formats_available, "h264": av.codecs_available, "hevc": av.codecs_available}
    missing = [name for name, known in wanted.items() if name not in known]
    version = ".".join(map(str, av.library_versions["libavcodec"]))
    detail = ", ".join(missing) or f"PyAV {_version('av')}, libavcodec {version}, rtsp, h264, hevc"
    return _check("ffmpeg", title, not missing, detail)


def onnxruntime() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "onnxruntime")
    try:
        import onnxruntime as runtime  # noqa: PLC0415  (asked for, not needed)

        from ioc_desktop.vision.session import provider_titles  # noqa: PLC0415  (same)
    except (ImportError, OSError) as error:
        return Check("onnxruntime", title, "missing", _line(error))
    return Check("onnxruntime", title, "ok", f"{runtime.__version__}: {', '.join(provider_titles())}")


def gpu(paths: AppPaths) -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Card đồ họa")
    found = cards.nvidia_cards()
    problem = cards.wish_problem(cards.wished(paths.settings), found)
    if found:
        lines = cards.card_lines(found, _providers())
        detail = f"{lines}; {problem.message()}" if problem else lines
        return Check("gpu", title, "optional" if problem else "ok", detail)
    others = ", ".join(cards.nodes())
    detail = others or QT_TRANSLATE_NOOP("doctor", "Không có; mô hình chạy trên CPU")
    return Check("gpu", title, "ok" if others and not problem else "optional", problem.message() if problem else detail)


def _providers() -> list[str]:
    with suppress(ImportError, OSError):
        from ioc_desktop.vision.session import provider_titles  # noqa: PLC0415  (asked for, not needed)

        return provider_titles()
    return []


def shared_memory() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Bộ nhớ dùng chung (/dev/shm)")
    if not sys.platform.startswith("linux"):
        return Check("shm", title, "ok", QT_TRANSLATE_NOOP("doctor", "Không cần trên hệ điều hành này"))
    try:
        total = shutil.disk_usage("/dev/shm").total  # noqa: S108  (the kernel's own name)
    except OSError as error:
        return Check("shm", title, "missing", _line(error), mend="sudo mount -t tmpfs tmpfs /dev/shm")
    enough = total >= SMALLEST_SHM_BYTES
    return Check(
        "shm", title, "ok" if enough else "missing", _size(total), mend="sudo mount -o remount,size=1G /dev/shm"
    )


def disk_space(paths: AppPaths) -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Dung lượng đĩa còn trống")
    folder = next(
        (parent for parent in (paths.root.absolute(), *paths.root.absolute().parents) if parent.exists()), Path()
    )
    if not os.access(folder, os.W_OK):
        unwritable = QT_TRANSLATE_NOOP("doctor", "Không ghi được vào {folder}. Kiểm tra quyền ghi")
        return Check("disk", title, "missing", unwritable.format(folder=folder))
    free = shutil.disk_usage(folder).free
    return _check("disk", title, free >= SMALLEST_DISK_BYTES, f"{_size(free)} ({folder})")


def secret_store(paths: AppPaths) -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Nơi giữ mật khẩu")
    try:
        store = SecretStore(paths.secrets)
        store.get("doctor")
    except ExpectedError as error:
        return Check("secrets", title, "missing", error.message())
    file = QT_TRANSLATE_NOOP("doctor", "Tệp mã hóa trong hồ sơ (máy không có keyring)")
    return Check("secrets", title, "ok", file if store.backend == "file" else store.backend)


def database(paths: AppPaths) -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Cơ sở dữ liệu")
    try:
        state = inspect_file(paths.database, key_of(paths.database, find_key(paths)))
    except ExpectedError as error:
        is_locked = error.code == "database.password_needed"
        return Check("database", title, "optional" if is_locked else "missing", error.message())
    if state is None:
        return Check("database", title, "ok", QT_TRANSLATE_NOOP("doctor", "Chưa có; tạo khi mở lần đầu"))
    newer = state.revision is not None and state.revision > HEAD
    detail = QT_TRANSLATE_NOOP("doctor", "lược đồ {found}, chương trình {known}, {size}")
    text = detail.format(found=state.revision or "–", known=HEAD, size=_size(state.size_bytes))
    return _check("database", title, not newer, text)


def backups(paths: AppPaths) -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Bản sao lưu mới nhất")
    newest = next(iter(listed(paths.backups)), None)
    if newest is None:
        return Check("backups", title, "optional", QT_TRANSLATE_NOOP("doctor", "Chưa có; main.py backup create"))
    try:
        verify(newest.path, find_key(paths))
    except ExpectedError as error:
        is_locked = error.code == "database.password_needed"
        return Check("backups", title, "optional" if is_locked else "missing", error.message())
    hours = (datetime.now(UTC) - newest.stamp.at).total_seconds() / 3600
    detail = QT_TRANSLATE_NOOP("doctor", "{name}, {hours} giờ trước, kiểm tra tốt, {size}")
    text = detail.format(name=newest.path.name, hours=f"{max(hours, 0):.0f}", size=_size(newest.size_bytes))
    return Check("backups", title, "ok" if hours <= OLDEST_BACKUP_H else "optional", text)


def models(paths: AppPaths) -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Gói mô hình")
    folders = (resource_path().parent / "models", paths.models)
    names = sorted(file.parent.name for folder in folders for file in folder.glob("*/model.toml"))
    detail = ", ".join(names) or QT_TRANSLATE_NOOP("doctor", "Không có; chỉ phát hiện chuyển động")
    return Check("models", title, "ok" if names else "optional", detail)


def translations() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "Bản dịch")
    names = sorted(file.name for file in resource_path("i18n").glob("*.qm"))
    detail = ", ".join(names) or QT_TRANSLATE_NOOP("doctor", "Không có tiếng Anh")
    return Check("translations", title, "ok" if names else "optional", detail, mend="make translations")


def libvlc() -> Check:
    title = QT_TRANSLATE_NOOP("doctor", "libVLC")
    found = ctypes.util.find_library("vlc")
    detail = found or QT_TRANSLATE_NOOP("doctor", "Không có; chỉ thiếu tiếng và định dạng lạ")
    return Check(
        "libvlc", title, "ok" if found else "optional", detail, () if found else ("libvlc5", "vlc-plugin-base")
    )


def _check(key: str, title: str, good: bool, detail: str) -> Check:  # noqa: FBT001  (the answer itself)
    return Check(key, title, "ok" if good else "missing", detail)


def _version(distribution: str) -> str:
    with suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(distribution)
    return ""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _font_folders() -> list[Path]:
    home = Path.home()
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]
    if os.name == "nt":
        folders = [
            Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ]
    return [folder for folder in folders if folder.is_dir()]


def _font_revision(file: Path | None) -> float:
    """``fontRevision`` of the ``head`` table (OpenType 1.9); 0 where there is none."""
    with suppress(OSError, struct.error, TypeError):
        data = file.read_bytes() if file else b""
        (tables,) = struct.unpack_from(">H", data, 4)
        for index in range(tables):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
            if tag == b"head":
                (revision,) = struct.unpack_from(">l", data, offset + 4)
                return float(revision) / 65536
    return 0.0


def _size(size_bytes: float) -> str:
    steps = 0
    while size_bytes >= 1024 and steps < 4:
        size_bytes, steps = size_bytes / 1024, steps + 1
    return f"{size_bytes:.3g} {('B', 'KB', 'MB', 'GB', 'TB')[steps]}"


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
