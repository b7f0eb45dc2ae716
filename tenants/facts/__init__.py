"""Norway's municipalities and counties: facts that sign-up offers, read once from `norway.csv`."""

from tenants.facts.norway import Organisation, counties, municipalities, organisation, organisations, words

__all__ = ["Organisation", "counties", "municipalities", "organisation", "organisations", "words"]
