from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = ("pydantic", "sqlalchemy", "qtawesome", "numpy", "cv2", "qasync", "asyncio", "av", "onnxruntime", "subprocess")
PROGRAM = """
import json, sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.shell.window import Shell
Theme().apply(app)
shell = Shell()
shell.show()
app.processEvents()
print(json.dumps([name for name in sys.modules if name.split(".")[0] in %r]))
"""


def test_nothing_heavy_is_loaded_before_the_first_window() -> None:
    root = Path(__file__).resolve().parents[4]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM % (HEAVY,)], capture_output=True, text=True, cwd=root, check=True
    )
    assert json.loads(run.stdout) == []
