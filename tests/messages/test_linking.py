"""A mail with one thing to press, to an address without an account."""

from core.outside.mail import FolderMailer
from core.sdk import mail_link
from core.sdk.testing import Towns, run_due_jobs
from core.tenancy import scope


async def test_linking_mail_leaves_with_a_way_to_stop_it(two_towns: Towns, mails: FolderMailer) -> None:
    async with scope(two_towns.a):
        await mail_link(
            to="leder@example.org",
            locale="nb",
            title="Ny rapport",
            body="<b>Hei</b>",
            label="Les den",
            path="/reports/1",
            why="Du har sagt ja.",
            stop_path="/reports/stop/x",
        )
    await run_due_jobs(two_towns.a)
    mail = mails.sent("leder@example.org")[-1]
    said = mail.as_string()
    assert "Ny rapport" in said
    assert "/reports/stop/x" in said
    assert "List-Unsubscribe-Post" in said
    assert "<b>Hei</b>" not in (mail.get_body(("html",)).get_content() if mail.is_multipart() else "")  # type: ignore[union-attr]
