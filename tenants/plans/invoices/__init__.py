"""Invoices: typed, numbered without gaps, never changed; as EHF (Peppol BIS Billing 3), as PDF, through an access point."""
