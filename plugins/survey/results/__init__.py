"""What the answers say: counted, mapped across versions, divided, and with small groups hidden."""
