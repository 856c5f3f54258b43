"""What every panel is made of: accounts, organisation units, cameras. No Qt."""
