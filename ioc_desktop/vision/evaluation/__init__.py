"""How right the pipeline is: measures of boxes, of identities and of events, against a truth."""
