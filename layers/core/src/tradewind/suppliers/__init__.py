"""Who has the goods: what suppliers offer, in our words, whatever they call it themselves."""
