"""The ranking as an Excel workbook: a file a sheet, and the mechanics that they share."""
