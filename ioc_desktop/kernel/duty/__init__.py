"""The duty shift: who is posted when, who came, and what one officer handed over to the next."""
