"""Cards, and invoices by e-mail, through Stripe. Nothing of a card ever comes here: Stripe's own pages ask for it."""
