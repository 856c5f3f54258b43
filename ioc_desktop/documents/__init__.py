"""Official documents: the Decree 30/2020 builder, signatures, the register, the conformance linter. No Qt."""
