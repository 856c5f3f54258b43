"""Vietnamese number words: to words and back, for amounts of money and any other number up to 10^18."""
