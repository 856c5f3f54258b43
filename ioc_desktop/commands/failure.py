"""How every command says that it failed: a sentence for people, one shape of JSON for programs."""

import json
import sys

from ioc_desktop.core.errors import ExpectedError

FAILED, USAGE = 1, 2


def fail(error: ExpectedError, *, json_output: bool, code: int = FAILED) -> int:
    """Print ``error`` and return the exit code."""
    if json_output:
        print(json.dumps({"error": error.code, "message": error.message()}, ensure_ascii=False))
    else:
        print(error.message(), file=sys.stderr)
    return code
