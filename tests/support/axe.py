"""axe-core, as the wheel of the test dependency carries it: no Node is needed."""

from importlib.resources import files
from typing import Any

from playwright.async_api import Page

# Colours that fade from the last scheme: ended, until three pictures in a row show none (one may set off another).
FADED = """new Promise(done => { let still = 0; const look = () => {
    const fading = document.getAnimations().filter(each => isFinite(each.effect.getComputedTiming().endTime));
    fading.forEach(each => each.finish());
    still = fading.length ? 0 : still + 1;
    still < 3 ? requestAnimationFrame(look) : done(); };
  requestAnimationFrame(look); })"""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def broken_rules(page: Page, *, only: list[str] | None = None) -> list[str]:
    """What axe finds wrong on the page as it stands, a line for each place; by all rules, or by those named.

    Not for a page that was opened without script: there axe waits for ever.
    """
    script = (files("axe_playwright_python") / "axe.min.js").read_text()
    await page.evaluate(FADED)
    await page.evaluate(script)
    found = await page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
        {"type": "rule", "values": only} if only else STANDARDS,
    )
    return [
        f"{rule['id']}: {node['html'][:200]} ({_why(node)})"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"][:160] for check in [*node["any"], *node["all"], *node["none"]][:2])
