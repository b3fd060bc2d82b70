"""What one cell says: dates, amounts, bands, words, answers, as people write them."""
