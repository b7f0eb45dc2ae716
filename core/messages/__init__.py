"""What people are told: notifications in the place, mail as each has chosen, codes that leave at once."""

from core.messages.inbox import unread_count
from core.messages.linking import mail_link
from core.messages.mail import send_mail
from core.messages.personal import address_changed, forget_messages, messages_of
from core.messages.reach import Reach, reach
from core.messages.telling import notify

__all__ = [
    "Reach",
    "address_changed",
    "forget_messages",
    "mail_link",
    "messages_of",
    "notify",
    "reach",
    "send_mail",
    "unread_count",
]
