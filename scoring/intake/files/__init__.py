"""From a file to cells: CSV, workbooks, Parquet and Arrow, checked before they are believed."""
