"""Budget tables written for others: spreadsheets in the form of the annexes, Fiscal Data Packages."""
