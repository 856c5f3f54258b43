"""All checks over a sheet, the surest findings first."""

from collections.abc import Sequence

from ioc_desktop.kernel.budget.checks.across import check_across
from ioc_desktop.kernel.budget.checks.down import check_down
from ioc_desktop.kernel.budget.checks.findings import Finding, Level
from ioc_desktop.kernel.budget.checks.phases import check_phases
from ioc_desktop.kernel.budget.checks.products import check_products
from ioc_desktop.kernel.budget.checks.repeats import check_repeats
from ioc_desktop.kernel.budget.checks.slips import check_slips
from ioc_desktop.kernel.budget.checks.stated import check_stated
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.tree import add_up


def check(sheet: Sheet) -> Sequence[Finding]:
    """Everything found in ``sheet``, faults before questions before notes, each in the order of its lines.

    Raises:
        ExpectedError: ``budget.line_in_itself``.
    """
    sums = add_up(sheet)
    found = [
        *check_slips(sheet),
        *check_down(sheet, sums),
        *check_across(sheet),
        *check_stated(sheet, sums),
        *check_products(sheet),
        *check_repeats(sheet),
        *check_phases(sheet),
    ]
    order = list(Level)
    return sorted(found, key=lambda finding: (order.index(finding.level), *_where(finding)))


def _where(finding: Finding) -> tuple[int, int]:
    return (finding.cells[0].line, finding.cells[0].column) if finding.cells else (-1, -1)
