"""A mail with one thing to press, to an address without an account."""

from core.outside.mail import FolderMailer
from core.sdk import keep_made, mail_link
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


async def test_linking_mail_carries_a_file_of_its_own_place_only(
    two_towns: Towns, mails: FolderMailer
) -> None:
    async with scope(two_towns.a):
        kept = await keep_made(b"%PDF-1.7 tall", name="Årets tall.pdf", media_type="application/pdf")
    for town in two_towns:
        async with scope(town):
            await mail_link(
                to=f"{town.id}@example.org",
                title="T",
                label="Les",
                path="/reports/1",
                why="Du har sagt ja.",
                attached=[kept.key],
            )
        await run_due_jobs(town)
    files = list(mails.sent(f"{two_towns.a.id}@example.org")[-1].iter_attachments())
    assert [(each.get_filename(), each.get_content()) for each in files] == [
        ("Årets tall.pdf", b"%PDF-1.7 tall")
    ]
    assert list(mails.sent(f"{two_towns.b.id}@example.org")[-1].iter_attachments()) == []
