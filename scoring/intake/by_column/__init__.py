"""All rows at once: plain ones straight into the table of companies, the others sent to the row reader."""
