"""The checker: each module here looks for one class of faults and knows nothing of the others."""
