"""What Django's own commands may not do here."""
