"""The source of tables in Word documents."""
