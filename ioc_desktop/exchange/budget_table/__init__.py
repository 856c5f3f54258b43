"""Budget tables as they really come: Word, Excel, CSV and pasted text, and for each cell how it was read."""
