"""What was done to shared records, by whom, why: a chain of hashes per workstation that travels with the records."""
