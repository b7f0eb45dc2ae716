"""The jobs of this room, in one list."""

from core.messages.mail import send, send_now, sweep_mail
from core.messages.news import digest, mail_notice
from core.messages.personal import forget_old
from core.messages.telling import fan_out

JOBS = (send_now, send, sweep_mail, fan_out, mail_notice, digest, forget_old)
