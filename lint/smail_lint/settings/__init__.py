"""What a site tells smail-check once and for all: settings files, and what follows from them."""
