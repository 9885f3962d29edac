"""The preview in a browser, as a person uses it: `preview.py ADDRESS FOLDER`.

FOLDER is the workbook that is served, and is written in. Says what fails, and ends with 1.
"""

import pathlib
import re
import sys

from playwright.sync_api import expect, sync_playwright

from preview_page import CHROMIUM, LONG, axe, said, until
from preview_page import watched as watched_at

ADDRESS, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])


def watched(page):
    return watched_at(page, ADDRESS)


def current(page):
    return page.locator("#page").input_value()


def saves(page):
    """A save shows on the page that it changes, and on no other; place and size stay."""
    chapter = sorted((FOLDER / "chapters").glob("*.toml"))[1]
    text = chapter.read_text()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.locator("#larger").click()
    page.wait_for_timeout(300)
    before, place, zoom = page.evaluate("[...document.querySelectorAll('.leaf[data-index]')].map(l => l.dataset.said)"), current(page), page.locator("#zoom").text_content()
    title = re.search(r'title = "(.*)"', text).group(1)
    chapter.write_text(text.replace(title, "Vernieuwd", 1))
    expect(page.locator(".spoken", has_text="Vernieuwd").first).to_be_attached(timeout=LONG)
    until(page, "document.querySelector('#state').textContent === ''")
    assert (place, zoom) == (current(page), page.locator("#zoom").text_content()), "the place moved"
    after = page.evaluate("[...document.querySelectorAll('.leaf[data-index]')].map(l => l.dataset.said)")
    assert before[0] == after[0], "the cover changed, too"
    page.reload()
    page.wait_for_selector(".leaf > img")
    page.wait_for_timeout(300)
    assert (place, zoom) == (current(page), page.locator("#zoom").text_content()), "the place did not outlive a reload"
    page.locator("#fit").click()
    errors(page, chapter, text)


def errors(page, chapter, text):
    """An error keeps the pages and is told, with its line; without it, all is well again."""
    chapter.write_text(text + "\n[[block]]\ntype = \"txt\"\n")
    expect(page.locator("#warning")).to_be_visible(timeout=LONG)
    assert page.locator(".leaf > img").count() > 0
    page.keyboard.press("f")
    item = page.locator("#findings li.error").first
    expect(item).to_contain_text("txt")
    item.locator("button.where").click()
    expect(page.locator("#found code")).to_contain_text(f"chapters/{chapter.name}:")
    axe(page, "an error")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    chapter.write_text(text)
    expect(page.locator("#warning")).to_be_hidden(timeout=LONG)
    expect(page.locator("#findings li.error")).to_have_count(0, timeout=LONG)
    page.keyboard.press("f")


def looks(page):
    """Overlays, targets, inks and plates."""
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.locator("#overlays summary").click()
    for name in ("trim", "safe", "columns", "grid"):
        page.locator(f"#overlays input[value={name}]").check()
    lines = page.locator(".leaf[data-index]").nth(1).locator("svg")
    expect(lines.locator(".column")).to_have_count(3)
    assert lines.locator(".row").count() > 20
    axe(page, "overlays")
    page.keyboard.press("Escape")
    page.locator("#view").select_option("print")
    page.wait_for_selector(".leaf > img")
    expect(page.locator("#inks")).to_be_visible()
    drawn = set()
    for choice in page.locator("#inks option").evaluate_all("all => all.map(each => each.value)"):
        page.locator("#inks").select_option(choice)
        until(page, f"[...document.querySelectorAll('.leaf')].some(l => (l.dataset.drawn ?? '').includes('-{choice}-'))")
        drawn.add(choice)
    assert {"p", "c"} < drawn and len(drawn) >= 4, drawn
    axe(page, "print")
    page.locator("#view").select_option("")
    page.wait_for_selector(".leaf > img")


def keyboard(page):
    """All of it without a mouse."""
    page.keyboard.press("Home")
    assert current(page) == "1", current(page)
    page.keyboard.press("ArrowRight")
    assert current(page) == "2", current(page)
    page.keyboard.press("PageDown")
    assert current(page) == "4", current(page)
    page.keyboard.press("ArrowLeft")
    assert current(page) == "2", current(page)
    size = page.locator("#zoom").text_content()
    page.keyboard.press("+")
    assert page.locator("#zoom").text_content() != size
    page.keyboard.press("0")
    assert page.locator("#zoom").text_content() == size
    page.keyboard.press("/")
    page.keyboard.type("vraag" if "vraag" in page.content() else "the")
    expect(page.locator("#hits")).not_to_be_empty()
    page.wait_for_selector(".hit.now", state="attached")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".hit")).to_have_count(0)
    reached = set()
    page.evaluate("document.activeElement.blur()")
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.parentElement?.id || document.activeElement.closest('nav, main')?.id"))
    assert {"strip-button", "next", "larger", "fit", "view", "wanted", "findings-button"} <= reached, reached


def clicks(page):
    """A click on a word tells where it is written, where one does not write."""
    page.locator("#write").click()
    expect(page.locator("#write")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    page.keyboard.press("/")
    word = re.search(r'lede = "(\w+ \w+ \w+)', "".join(path.read_text() for path in sorted((FOLDER / "chapters").glob("*.toml")))).group(1)
    page.locator("#wanted").fill(word)
    hit = page.locator(".hit.now").first
    hit.wait_for(state="attached")
    page.wait_for_timeout(400)
    box = hit.bounding_box()
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    code = page.locator("#found code")
    expect(code).to_have_text(re.compile(r"chapters/.*\.toml:\d+"))
    path, line = code.text_content().rsplit(":", 1)
    written = (FOLDER / path).read_text().splitlines()[int(line) - 1]
    assert word.split()[0].lower() in written.lower(), (word, path, line, written)
    page.locator("#wanted").fill("")
    page.keyboard.press("Escape")


def everyone(browser):
    """In four languages, in the dark, and on a phone."""
    names = {"nl-BE": "Passend", "en-GB": "Fit", "fr": "Ajuster", "de-AT": "Einpassen", "ja": "Fit"}
    for tag, name in names.items():
        page = watched(browser.new_context(locale=tag).new_page())
        assert page.locator("#fit").text_content() == name, tag
        assert page.evaluate("document.documentElement.lang") == (tag[:2] if tag != "ja" else "en")
        if tag in ("fr", "de-AT"):
            page.emulate_media(color_scheme="dark")
            axe(page, f"dark, {tag}")
        page.context.close()
    phone = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=2, has_touch=True)
    page = watched(phone.new_page())
    page.wait_for_timeout(300)
    leaves = page.locator(".leaf[data-index]").evaluate_all("all => all.slice(0, 3).map(each => each.getBoundingClientRect()).map(box => [box.left, box.right, box.top])")
    assert all(left >= 0 and right <= 390 for left, right, _ in leaves), leaves
    assert leaves[0][2] < leaves[1][2] < leaves[2][2], leaves
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page, "phone")
    phone.close()


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = watched(browser.new_context(viewport={"width": 1400, "height": 900}, locale="en").new_page())
        axe(page, "at first")
        for part in (keyboard, clicks, looks, saves):
            part(page)
        everyone(browser)
        browser.close()
    for line in said:
        print(line, file=sys.stderr)
    return 1 if said else 0


sys.exit(main())
