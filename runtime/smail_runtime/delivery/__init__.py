"""Transports: mailbox, pipe and SMTP deliveries behind one interface."""
