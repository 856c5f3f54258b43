"""Who must not be recognised: where faces are, and how they are made unrecognisable. Nobody is identified here."""
