"""How long an incident's document of 20 pages with 30 photographs takes, and how much memory; and reading it back.

Each run is a process of its own, so that its peak memory is its own; the photographs are JPEG files of 12 megapixels.
Beside it: the same photographs only shrunk, one after another.

Usage: ``python benchmarks/bench_papers.py [--runs N]``
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the tree is not installed when a script runs)
from PIL import Image  # noqa: E402
from report import Figure, publish  # noqa: E402

PHOTOS, PAGES, SIZE = 30, 20, (4000, 3000)
FOLDER = ROOT / "build" / "bench" / "papers"
SENTENCE = (
    "Lúc 14 giờ 05 phút, camera số 27 ghi nhận nước ngập sâu 0,4 m trên đoạn dài 120 m; trực ban đã xác minh qua "
    "camera kế bên, điều lực lượng đến phân luồng và thông báo trên hệ thống truyền thanh thông minh của xã. "
)


def photo_files() -> list[Path]:
    """Thirty different photographs, made once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    paths = [FOLDER / f"photo-{number:02d}.jpg" for number in range(PHOTOS)]
    for number, path in enumerate(paths):
        if not path.exists():
            path.write_bytes(make_photo(number))
    return paths


def make_photo(seed: int) -> bytes:
    random = np.random.default_rng(seed)
    coarse = Image.fromarray(random.integers(0, 255, (24, 32, 3), dtype=np.uint8))
    coarse = coarse.resize(SIZE, Image.Resampling.BICUBIC)
    fine = random.integers(0, 20, (SIZE[1], SIZE[0], 1), dtype=np.uint8)
    held = io.BytesIO()
    Image.fromarray(np.asarray(coarse) // 2 + fine).save(held, "JPEG", quality=90)
    return held.getvalue()


def build_once() -> dict[str, float]:
    """Lay out the document in this process."""
    from ioc_desktop.documents import model  # noqa: PLC0415  (only the measured process needs it)
    from ioc_desktop.documents.build import build  # noqa: PLC0415
    from ioc_desktop.documents.lint.check import lint  # noqa: PLC0415

    images = [path.read_bytes() for path in photo_files()]
    photos = tuple(
        model.Photo(image, hashlib.sha256(image).hexdigest(), f"Hiện trường {number}")
        for number, image in enumerate(images)
    )
    columns = (model.Column("TT", 1), model.Column("Thời điểm", 3), model.Column("Việc đã làm", 9))
    rows = tuple((str(number), "14:05:09", SENTENCE) for number in range(100))
    paper = model.Paper(
        document_id=UUID(int=7),
        issuer=model.Issuer(model.Family.COMMITTEE, "Ủy ban nhân dân\nxã Hòa Tiến"),
        symbol="BC-UBND",
        place="Hòa Tiến",
        subject="Kết quả xử lý sự vụ",
        body=(*[model.Paragraph(SENTENCE * 2)] * 12, model.Table(columns, rows)),
        signer=model.Signer("Chủ tịch", "Nguyễn Văn An"),
        kind="Báo cáo",
        draft=True,
        annexes=(model.PhotoAnnex("Ảnh hiện trường", photos, 4),),
    )
    begun, begun_cpu = time.perf_counter(), time.process_time()
    content = build(paper)
    built_s, cpu_s = time.perf_counter() - begun, time.process_time() - begun_cpu
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    report = lint(content)
    return {
        "build_s": built_s,
        "cpu_s": cpu_s,
        "peak_mb": peak_mb,
        "photos_mb": sum(map(len, images)) / 2**20,
        "file_mb": len(content) / 2**20,
        "lint_s": time.perf_counter() - begun,
        "pages": report.pages,
        "findings": len(report.findings),
    }


def shrink_once() -> dict[str, float]:
    """Only shrink the photographs."""
    from ioc_desktop.documents.pictures import prepare  # noqa: PLC0415

    images = [path.read_bytes() for path in photo_files()]
    begun = time.perf_counter()
    for image in images:
        prepare(image, 220.0, 220.0)
    return {"shrink_s": time.perf_counter() - begun}


def measured(what: str) -> dict[str, float]:
    """One run in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--only", what], capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--only", choices=("build", "shrink"))
    asked = options.parse_args()
    if asked.only:
        print(json.dumps(build_once() if asked.only == "build" else shrink_once()))
        return
    photo_files()
    runs = [measured("build") | measured("shrink") for _ in range(asked.runs)]
    first = runs[0]
    print(f"  {first['pages']} pages, {PHOTOS} photographs of {first['photos_mb']:.0f} MB together,", end=" ")
    print(f"a file of {first['file_mb']:.1f} MB, {first['findings']} findings")

    def median(name: str) -> float:
        return statistics.median(run[name] for run in runs)

    shrink = "shrinking the same photographs one by one"
    publish(
        "papers",
        [
            Figure("build_s", median("build_s"), "s", f"{PAGES} pages, {PHOTOS} photographs of 12 megapixels", 3.0),
            Figure("build_cpu_s", median("cpu_s"), "s", "processor time of all threads for the same", 3.0),
            Figure("peak_mb", median("peak_mb"), "MB", "whole process, photographs included", 300.0),
            Figure(
                "build_over_shrink",
                statistics.median(run["build_s"] / run["shrink_s"] for run in runs),
                "x",
                shrink,
                1.5,
            ),
            Figure("lint_per_page", median("lint_s") / first["pages"] * 1000, "ms", "one page", 200.0),
        ],
    )


if __name__ == "__main__":
    main()
