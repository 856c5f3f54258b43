"""Tables are found by their folders, however deep; asked in a process that has imported nothing else."""

import subprocess
import sys

_ASKED = """
from ioc_desktop.sync.wire import wire_tables
print(*sorted(wire_tables()))
"""


def test_tables_in_a_folder_of_a_folder_are_found() -> None:
    found = subprocess.run([sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True).stdout.split()
    assert {"budget_table", "budget_contract", "budget_payment"} <= set(found)
