"""The one door to onnxruntime: a loaded model on the best accelerator that works."""

import contextlib
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as native

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.binding import BoundRunner, can_graph
from ioc_desktop.vision.signature import Signature, TensorSpec, missing, read_signature, truncated

Tensor = NDArray[Any]

# Best first; what the installed wheel does not bring is skipped.
PROVIDERS = (
    "TensorrtExecutionProvider",
    "CUDAExecutionProvider",
    "DmlExecutionProvider",
    "OpenVINOExecutionProvider",
    "CPUExecutionProvider",
)
CPU = PROVIDERS[-1]
_HALVED = frozenset({"TensorrtExecutionProvider", "CUDAExecutionProvider", "DmlExecutionProvider"})
"""Those that gain by numbers of half the size; a processor would turn them back."""
_TITLES = {
    "TensorrtExecutionProvider": "TensorRT",
    "CUDAExecutionProvider": "CUDA",
    "DmlExecutionProvider": "DirectML",
    "OpenVINOExecutionProvider": "OpenVINO",
    CPU: "CPU",
}
_MEMORY = {"TensorrtExecutionProvider": "cuda", "CUDAExecutionProvider": "cuda"}
"""Whose inputs and outputs are bound, and what their memory is called."""
_NUMBERED = _HALVED
"""Those that count cards."""
# onnxruntime's exceptions share no ancestor but Exception; missing libraries raise Python's own.
_ERRORS: tuple[type[Exception], ...] = (
    *(kind for kind in vars(native).values() if isinstance(kind, type) and issubclass(kind, Exception)),
    RuntimeError,
    ValueError,
)
_BROKEN_FILE = (native.InvalidProtobuf, native.NoSuchFile, native.NoModel)
# Only fatal messages: a provider that cannot start is expected here and said in our own words.
_QUIET = 4


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How a model runs.

    Attributes:
        threads: of the CPU provider; 0 leaves half of the cores for decoding.
        providers: allowed, best first.
        cache: folder for compiled engines (TensorRT); None for no cache.
        memory_mb: the most that a graphics card's memory is used for; 0 for all that is needed.
        device: number of the card, as the provider counts them.
        binds: whether inputs and outputs stay in the card's memory (``binding``).
        graphs: whether CUDA runs are captured and replayed where the model allows it; needs ``binds``.
    """

    threads: int = 0
    providers: tuple[str, ...] = PROVIDERS
    cache: Path | None = None
    memory_mb: int = 0
    device: int = 0
    binds: bool = True
    graphs: bool = True

    @property
    def thread_count(self) -> int:
        return self.threads or max(1, (os.cpu_count() or 2) // 2)


class ModelSession:
    """One model, loaded once, on one provider.

    Attributes:
        provider: the provider in use, as people know it: ``CUDA``, ``CPU``.
        refused: providers that were tried and did not start.
        signature: inputs and outputs with the runtime's own shapes.
        path: the file in use.
        has_graphs: whether runs may be captured; False too where the session refused.
    """

    def __init__(self, path: Path, options: SessionOptions | None = None, *, half: Path | None = None) -> None:
        """Load ``path``, or on an accelerator that takes it ``half``: the same model in fp16.

        Raises:
            ExpectedError: ``model.missing``, ``model.truncated``, ``model.invalid`` when no provider takes it.
        """
        if not path.is_file():
            raise missing(path)
        self._options = options or SessionOptions()
        self.refused: list[str] = []
        onnxruntime.set_default_logger_severity(_QUIET)
        self.path, self.has_graphs = path, False
        self._session, self.provider = self._open(path, half)
        self.signature = Signature(_specs(self._session.get_inputs()), _specs(self._session.get_outputs()))
        self._outputs = [spec.name for spec in self.signature.outputs]
        self._bound = self._bind()

    @property
    def metadata(self) -> dict[str, str]:
        """What the model's maker wrote into the file, such as the characters that a reader knows."""
        return dict(self._session.get_modelmeta().custom_metadata_map)

    @property
    def is_bound(self) -> bool:
        """Whether runs go through bindings."""
        return self._bound is not None and self._bound.is_bound

    def run(self, inputs: Mapping[str, Tensor]) -> list[Tensor]:
        """Outputs in the model's order.

        Raises:
            ExpectedError: ``model.run_failed``: wrong input, or the accelerator gave up.
        """
        try:
            if self._bound is not None:
                return self._bound.run(inputs)
            return list(self._session.run(self._outputs, inputs))
        except _ERRORS as error:
            raise ExpectedError(
                "model.run_failed",
                QT_TRANSLATE_NOOP("errors", "Mô hình dừng khi đang chạy trên {provider}: {problem}. Kiểm tra mô hình."),
                provider=self.provider,
                problem=_first_line(error),
            ) from error

    def _bind(self) -> BoundRunner | None:
        provider = provider_key(self.provider)
        if not self._options.binds or provider not in _MEMORY:
            return None
        place = (_MEMORY[provider], self._options.device)
        return BoundRunner(self._session, self._outputs, place, _ERRORS, graphs=self.has_graphs)

    def _open(self, path: Path, half: Path | None) -> tuple[Any, str]:
        problem: Exception | None = None
        for provider in usable(self._options.providers):
            for file in (half, path) if half is not None and provider in _HALVED else (path,):
                try:
                    session = self._graphed(file, provider) or self._start(file, provider)
                except _ERRORS as error:
                    if file is path and isinstance(error, _BROKEN_FILE):
                        raise truncated(path) from error
                    problem = error
                    continue
                # A provider whose libraries are missing is replaced by the CPU without a word.
                if session.get_providers()[0] == provider:
                    self.path = file
                    return session, _TITLES[provider]
            self.refused.append(_TITLES[provider])
        raise ExpectedError(
            "model.invalid",
            QT_TRANSLATE_NOOP(
                "errors", "Không nạp được mô hình {path}: {problem}. Chọn mô hình khác hoặc xuất lại tệp ONNX."
            ),
            path=path.name,
            problem=_first_line(problem) if problem else ", ".join(self.refused),
        ) from problem

    def _graphed(self, path: Path, provider: str) -> Any:
        """A session that captures its runs; None where that is not wanted or not possible."""
        self.has_graphs = False
        if provider != "CUDAExecutionProvider" or not (self._options.graphs and self._options.binds):
            return None
        with contextlib.suppress(*_ERRORS, ExpectedError):  # whoever starts it without graphs finds out why
            if can_graph(read_signature(path)):
                return self._captured(path, provider)
        return None

    def _captured(self, path: Path, provider: str) -> Any:
        session = self._start(path, provider, graphs=True)
        self.has_graphs = session.get_providers()[0] == provider
        return session if self.has_graphs else None

    def _start(self, path: Path, provider: str, *, graphs: bool = False) -> Any:
        settings = onnxruntime.SessionOptions()
        settings.log_severity_level = _QUIET
        settings.intra_op_num_threads = self._options.thread_count
        settings.inter_op_num_threads = 1
        # Threads may spin inside a run but not between runs: those cores decode.
        settings.add_session_config_entry("session.force_spinning_stop", "1")
        if provider == "DmlExecutionProvider":
            settings.enable_mem_pattern = False
        chosen = self._provider_options(provider) | ({"enable_cuda_graph": "1"} if graphs else {})
        chain: list[Any] = [(provider, chosen)]
        if provider != CPU:
            chain.append(CPU)
        # Its own fall-back prints to standard output and hides which provider runs.
        return onnxruntime.InferenceSession(str(path), settings, providers=chain, enable_fallback=0)

    def _provider_options(self, provider: str) -> dict[str, str]:
        """By onnxruntime's documentation of each provider; limits are in bytes."""
        limit, device = str(self._options.memory_mb << 20), self._options.device
        chosen = {"device_id": str(device)} if device and provider in _NUMBERED else {}
        if provider == "TensorrtExecutionProvider":
            if self._options.cache is not None:
                # Two processes never write the same file.
                cache = self._options.cache / str(device) if device else self._options.cache
                cache.mkdir(parents=True, exist_ok=True)
                chosen |= {"trt_engine_cache_enable": "1", "trt_engine_cache_path": str(cache)}
            if self._options.memory_mb:
                chosen["trt_max_workspace_size"] = limit
        if provider == "CUDAExecutionProvider":
            chosen["arena_extend_strategy"] = "kSameAsRequested"
            if self._options.memory_mb:
                chosen["gpu_mem_limit"] = limit
        return chosen


def usable(allowed: Sequence[str] = PROVIDERS) -> list[str]:
    """Providers of the installed wheel among those allowed, best first."""
    present = set(onnxruntime.get_available_providers())
    chosen = [provider for provider in PROVIDERS if provider in present and provider in allowed]
    if "CUDAExecutionProvider" in chosen and hasattr(onnxruntime, "preload_dlls"):
        # The wheel's extras bring CUDA and cuDNN as packages, outside the loader's path; what is missing is printed.
        with contextlib.redirect_stdout(io.StringIO()):
            onnxruntime.preload_dlls()
    return chosen or [CPU]


def provider_key(title: str) -> str:
    """Onnxruntime's own name of a provider."""
    return next(provider for provider, known in _TITLES.items() if known == title)


def provider_titles() -> list[str]:
    """Names of the usable providers, best first, for people."""
    return [_TITLES[provider] for provider in usable()]


def _specs(arguments: Sequence[Any]) -> tuple[TensorSpec, ...]:
    return tuple(
        TensorSpec(argument.name, tuple(size if isinstance(size, int) else None for size in argument.shape))
        for argument in arguments
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
