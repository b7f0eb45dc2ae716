"""What people write and do with what others wrote: reading, writing, reacting, answering. Methods build on this."""

from core.contributions.answers import assign, set_status
from core.contributions.colleagues import colleagues
from core.contributions.comments import COMMENT_MAX, comment, edit_comment, withdraw_comment
from core.contributions.exporting import EXPORT_COLUMNS, export_comments, export_contributions, export_rows
from core.contributions.following import follow
from core.contributions.importing import (
    Imported,
    ImportedComment,
    ImportedVote,
    finish_import,
    insert_comments,
    insert_many,
    insert_votes,
    undo_import,
)
from core.contributions.internal import Said, keep_internal, withdraw_internal
from core.contributions.labels import statuses, topics
from core.contributions.listing import drafts_of, how_many, listing, on_map
from core.contributions.merging import authors_of, merge
from core.contributions.model import (
    SORTS,
    Author,
    Comment,
    Content,
    Contribution,
    Counts,
    Listing,
    OfficialAnswer,
    State,
    Status,
    Thread,
    Topic,
    Wish,
)
from core.contributions.official import edit_official, submit_official, withdraw_official
from core.contributions.reactions import react, supports_left
from core.contributions.reading import load, similar
from core.contributions.seeds import seed_defaults
from core.contributions.threads import comments_of, load_comment
from core.contributions.writing import edit, publish_draft, set_topics, submit, withdraw

__all__ = [
    "COMMENT_MAX",
    "EXPORT_COLUMNS",
    "SORTS",
    "Author",
    "Comment",
    "Content",
    "Contribution",
    "Counts",
    "Imported",
    "ImportedComment",
    "ImportedVote",
    "Listing",
    "OfficialAnswer",
    "Said",
    "State",
    "Status",
    "Thread",
    "Topic",
    "Wish",
    "assign",
    "authors_of",
    "colleagues",
    "comment",
    "comments_of",
    "drafts_of",
    "edit",
    "edit_comment",
    "edit_official",
    "export_comments",
    "export_contributions",
    "export_rows",
    "finish_import",
    "follow",
    "how_many",
    "insert_comments",
    "insert_many",
    "insert_votes",
    "keep_internal",
    "listing",
    "load",
    "load_comment",
    "merge",
    "on_map",
    "publish_draft",
    "react",
    "seed_defaults",
    "set_status",
    "set_topics",
    "similar",
    "statuses",
    "submit",
    "submit_official",
    "supports_left",
    "topics",
    "undo_import",
    "withdraw",
    "withdraw_comment",
    "withdraw_internal",
    "withdraw_official",
]
