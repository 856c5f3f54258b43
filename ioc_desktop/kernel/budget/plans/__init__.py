"""How the money of a programme is changed: edits, drafts, approval, closed years, and the history of all that."""
