"""The source of tables and views in databases."""
