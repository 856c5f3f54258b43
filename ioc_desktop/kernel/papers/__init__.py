"""The register of documents: drafted, submitted, approved, issued with a number, signed, replaced, withdrawn."""
