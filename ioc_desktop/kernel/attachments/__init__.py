"""Files that belong to rows: pictures, papers, films. Kept under their hash, so one content is stored once."""
