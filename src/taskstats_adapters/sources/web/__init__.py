"""The source of tables in web pages."""
