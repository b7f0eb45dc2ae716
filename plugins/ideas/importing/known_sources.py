"""Files that others publish in a fixed form, so that nobody must map them by hand: names of columns, nothing else."""

from collections.abc import Sequence

# (part, columns that give the file away, column -> target)
PRESETS: tuple[tuple[str, frozenset[str], dict[str, str]], ...] = (
    (  # Cycling Dialogues (Germany)
        "ideas",
        frozenset({"ID", "title", "text", "main_category_level1", "URL", "created"}),
        {
            "ID": "id",
            "title": "title",
            "text": "text",
            "main_category_level1": "topic",
            "URL": "url",
            "created": "created",
        },
    ),
    (  # Decidim: action plans
        "ideas",
        frozenset({"ID", "Districte", "Categoria", "Títol", "Descripció", "Suports"}),
        {
            "ID": "id",
            "Títol": "title",
            "Descripció": "text",
            "Categoria": "topic",
            "Districte": "area",
            "Suports": "support",
            "URL": "url",
        },
    ),
    (  # Participatory budgeting ideas (Vallejo)
        "ideas",
        frozenset({"id", "title", "text", "working_group", "categories"}),
        {"id": "id", "title": "title", "text": "text", "working_group": "topic", "created": "created"},
    ),
    (  # CONSUL: proposals
        "ideas",
        frozenset({"URL", "Title", "Proposed for Project", "Description", "Supporters", "City"}),
        {"URL": "url", "Title": "title", "Description": "text", "Supporters": "support", "City": "area"},
    ),
    (  # CONSUL: comments
        "comments",
        frozenset({"URL", "Text", "Date", "Likes", "Dislikes"}),
        {
            "URL": "idea",
            "Project": "idea_title",
            "Text": "text",
            "Date": "created",
            "Likes": "support",
            "Dislikes": "oppose",
        },
    ),
    (  # Decide Madrid: proposals
        "ideas",
        frozenset({"id", "code", "title", "summary", "numSupports", "userId"}),
        {
            "id": "id",
            "title": "title",
            "summary": "summary",
            "text": "text",
            "date": "created",
            "numSupports": "support",
            "userId": "author",
            "url": "url",
        },
    ),
    (  # Decide Madrid: comments
        "comments",
        frozenset({"id", "parentId", "proposalId", "text", "numPositiveVotes"}),
        {
            "id": "id",
            "parentId": "parent",
            "proposalId": "idea",
            "text": "text",
            "date": "created",
            "time": "time",
            "userId": "author",
            "numPositiveVotes": "support",
            "numNegativeVotes": "oppose",
        },
    ),
)


def preset_for(part: str, columns: Sequence[str]) -> dict[str, str] | None:
    """The mapping of a file we know by its columns, or None."""
    given = set(columns)
    for kind, marks, mapping in PRESETS:
        if kind == part and marks <= given:
            return {column: target for column, target in mapping.items() if column in given}
    return None
