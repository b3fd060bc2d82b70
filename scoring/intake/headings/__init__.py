"""What the columns of a table are: their headers, fields, labels, and mapping files."""
