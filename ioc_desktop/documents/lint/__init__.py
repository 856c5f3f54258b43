"""Conformance of an official document: any PDF is read back and held against Decree 30 or the Party's guidance."""
