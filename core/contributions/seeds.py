"""What a new place begins with: a workflow and topics that most municipalities know. All of it can be changed."""

from core.contributions.labels import add_status, add_topic
from core.db import value

_STATUSES = (
    ("received", "open", "neutral", {"nb": "Mottatt", "nn": "Motteken", "en": "Received"}),
    (
        "considered",
        "open",
        "info",
        {"nb": "Under vurdering", "nn": "Under vurdering", "en": "Being considered"},
    ),
    ("planned", "accepted", "accent", {"nb": "Planlagt", "nn": "Planlagd", "en": "Planned"}),
    ("done", "done", "success", {"nb": "Gjennomført", "nn": "Gjennomført", "en": "Done"}),
    ("not_now", "declined", "warning", {"nb": "Ikke nå", "nn": "Ikkje no", "en": "Not now"}),
)
_TOPICS = (
    ("traffic", "map", {"nb": "Trafikk og vei", "nn": "Trafikk og veg", "en": "Traffic and roads"}),
    ("nature", "globe", {"nb": "Natur og klima", "nn": "Natur og klima", "en": "Nature and climate"}),
    ("children", "group", {"nb": "Barn og skole", "nn": "Barn og skule", "en": "Children and schools"}),
    ("culture", "star", {"nb": "Kultur og idrett", "nn": "Kultur og idrett", "en": "Culture and sports"}),
    ("health", "heart", {"nb": "Helse og omsorg", "nn": "Helse og omsorg", "en": "Health and care"}),
    (
        "places",
        "house",
        {"nb": "Byrom og bolig", "nn": "Tettstad og bustad", "en": "Public places and housing"},
    ),
    ("business", "bank", {"nb": "Næring og arbeid", "nn": "Næring og arbeid", "en": "Business and work"}),
    ("other", "bulb", {"nb": "Annet", "nn": "Anna", "en": "Something else"}),
)


async def seed_defaults() -> None:
    """Starter statuses and topics; where a place has some already, its own stand."""
    if not await value("SELECT EXISTS (SELECT 1 FROM status)"):
        for key, kind, colour, names in _STATUSES:
            await add_status(names=names, kind=kind, colour=colour, key=key)
    if not await value("SELECT EXISTS (SELECT 1 FROM topic)"):
        for key, icon, names in _TOPICS:
            await add_topic(names=names, icon=icon, key=key)
