"""Puts the program together: what is made of what. Nothing here shows anything."""

from __future__ import annotations

import importlib
import logging
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ioc_desktop.config.gpus import gpu_numbers
from ioc_desktop.core.errors import ExpectedError

if TYPE_CHECKING:
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.config.settings import Settings
    from ioc_desktop.kernel.notices.smtp import MailServer
    from ioc_desktop.ui.panel import PanelManifest
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.pack import ModelPack
    from ioc_desktop.vision.registry import ModelRegistry

_LOG = logging.getLogger(__name__)


def mail_server(settings: Settings) -> MailServer | None:
    """Where this workstation hands its letters in; None where nothing is set."""
    from ioc_desktop.kernel.notices.smtp import MailServer  # noqa: PLC0415  (only where mail is set)

    mail = settings.mail
    return MailServer(**mail.model_dump(mode="json")) if mail.host else None


def model_registry(paths: AppPaths) -> ModelRegistry:
    """The model packs that came with the program and those of the profile."""
    from ioc_desktop.config.paths import resource_path  # noqa: PLC0415
    from ioc_desktop.vision.registry import ModelRegistry  # noqa: PLC0415

    return ModelRegistry(paths.models, [resource_path().parent / "models"])


@dataclass(frozen=True)
class Models:
    """What the vision engine is to run.

    Attributes:
        pack: see ``choose_pack``.
        faces: a face model, for what is covered in pictures.
        problem: why a better choice cannot be used.
    """

    pack: ModelPack | None
    faces: ModelPack | None
    problem: ExpectedError | None


def choose_models(paths: AppPaths, settings: Settings) -> Models:
    """Reads files, and imports what ``make_vision`` makes: not for the window's thread."""
    import ioc_desktop.vision.engine  # noqa: F401, PLC0415

    pack, problem = choose_pack(paths, settings)
    return Models(pack, model_registry(paths).faces(), problem)


def choose_pack(paths: AppPaths, settings: Settings) -> tuple[ModelPack | None, ExpectedError | None]:
    """The model pack to run, None for motion detection, and why a better choice cannot be used.

    The one that is set, else the first detector whose file keeps its manifest's promise.
    """
    registry = model_registry(paths)
    if not settings.analysis.model:
        return _first_good(registry)
    try:
        return registry.find(settings.analysis.model), None
    except ExpectedError as error:
        return None, error


def _first_good(registry: ModelRegistry) -> tuple[ModelPack | None, ExpectedError | None]:
    from ioc_desktop.vision.pack import verify  # noqa: PLC0415  (see model_registry)
    from ioc_desktop.vision.registry import BrokenPack  # noqa: PLC0415

    problems = [pack.problem for pack in registry.packs() if isinstance(pack, BrokenPack)]
    for pack in registry.detectors():
        try:
            verify(pack)
        except ExpectedError as problem:
            problems.append(problem)
        else:
            return pack, None
    return None, problems[0] if problems else None


def plate_pack(paths: AppPaths) -> ModelPack | None:
    """The first installed detector of plates; None finds them by colour and edges."""
    from ioc_desktop.vision.pack import ModelPack  # noqa: PLC0415  (see model_registry)

    packs = (pack for pack in model_registry(paths).packs() if isinstance(pack, ModelPack))
    return next((pack for pack in packs if pack.task == "plate"), None)


def make_vision(
    pack: ModelPack | None, settings: Settings, paths: AppPaths, faces: ModelPack | None = None
) -> VisionEngine:
    """The vision engine on this pack; motion detection without one. Not started yet.

    Args:
        faces: a face model, for what is covered in pictures.
    """
    from ioc_desktop.vision.engine import VisionEngine  # noqa: PLC0415

    providers = ("CPUExecutionProvider",) if settings.analysis.provider == "cpu" else ()
    devices = _cards(settings.analysis.gpus) if not providers else (0,)
    made = VisionEngine(pack=pack, providers=providers, devices=devices, cache=paths.cache / "engines")
    made.face_pack, made.skips_still = faces, settings.analysis.skips_still
    made.memory_mb = settings.analysis.gpu_memory_mb
    return made


def _cards(text: str) -> tuple[int, ...]:
    """The cards named; the first one where a file edited by hand names none that there can be."""
    try:
        return gpu_numbers(text)
    except ExpectedError as error:
        _LOG.warning("%s", error)
        return gpu_numbers("")


def discover() -> list[PanelManifest]:
    """The manifests of all folders in ``ioc_desktop.panels``, in rail order."""
    package = importlib.import_module("ioc_desktop.panels")
    names = [module.name for module in pkgutil.iter_modules(package.__path__) if module.ispkg]
    manifests: list[PanelManifest] = [importlib.import_module(f"ioc_desktop.panels.{name}").PANEL for name in names]
    return sorted(manifests, key=lambda manifest: manifest.order)
