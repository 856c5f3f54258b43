"""What became of the planned money: contracts, payments, milestones, who answers for a line."""
