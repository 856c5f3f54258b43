"""Incidents (sự vụ): from the first sign to the lessons learned, with what was done, by whom, and the evidence."""
