"""The source of Excel and LibreOffice workbooks."""
