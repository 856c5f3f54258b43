"""Numbers of documents: per organisation, kind and year, one after the other."""
