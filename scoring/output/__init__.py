"""Results as files: CSV, Excel, JSON, written whole or not at all."""
