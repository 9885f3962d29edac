"""Writing in the preview, in a browser, as a person does it: `writing.py ADDRESS FOLDER LANGUAGE`.

FOLDER is the workbook that is served, and is written in. Says what fails, and ends with 1.
"""

import pathlib
import re
import sys

from playwright.sync_api import expect, sync_playwright

from preview_page import CHROMIUM, LONG, axe, said, until, watched

ADDRESS, FOLDER, LANGUAGE = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'><rect width='90' height='60' fill='#d81e05'/></svg>"


def files():
    return {path.relative_to(FOLDER).as_posix(): path.read_text() for path in sorted(FOLDER.rglob("*.toml"))}


def settled(page):
    """All is on disk, and laid out."""
    until(page, "!document.querySelector('#form .state')?.textContent.includes('…')")
    until(page, "document.querySelector('#state').textContent === ''")


def on_disk(page, holds, why):
    for _ in range(LONG // 50):
        if holds(files()):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never on disk: {why}")


def on_page(page, words):
    expect(page.locator(".spoken", has_text=words).first).to_be_attached(timeout=LONG)


def click_on(page, words, further=3):
    """Clicks on words where they are printed, so far into them."""
    page.keyboard.press("/")
    page.locator("#wanted").fill(words)
    hit = page.locator(".hit.now").first
    hit.wait_for(state="attached")
    page.wait_for_timeout(500)
    box = hit.bounding_box()
    page.mouse.click(box["x"] + further, box["y"] + box["height"] / 2)
    page.locator("#form").wait_for(state="visible")
    page.locator("#wanted").evaluate("each => { each.value = ''; each.dispatchEvent(new Event('input')); }")
    page.wait_for_timeout(300)


def lede():
    """The first words of a chapter that is no list of contents, and its file."""
    for name, text in files().items():
        found = re.search(r'^lede = "(\w+ \w+ \w+)', text, re.M)
        if found and name.startswith("chapters/"):
            return name, found.group(1)
    raise AssertionError("no lede")


def typing(page, other):
    """A click puts the cursor at the letter; what is typed shows on the page, and in another window."""
    name, words = lede()
    before = files()
    click_on(page, words, 1)
    at = page.evaluate("[document.activeElement.dataset.path, document.activeElement.selectionStart, document.activeElement.value]")
    assert at[0] == '["lede"]' and at[1] == 0 and at[2].startswith(words), at
    page.keyboard.type("Zozo ")
    on_page(page, f"Zozo {words}")
    on_page(other, f"Zozo {words}")
    settled(page)
    after = files()
    assert after == {**before, name: before[name].replace(words, f"Zozo {words}", 1)}, "other bytes changed"
    axe(page, "the form")
    # The other window has the form open, too, and follows.
    click_on(other, f"Zozo {words}", 1)
    page.locator('[data-path=\'["lede"]\']').press("Control+End")
    page.keyboard.type(" Enzo.")
    expect(other.locator('[data-path=\'["lede"]\']')).to_have_value(re.compile(r".* Enzo\.$"), timeout=LONG)
    # Undo takes back what was typed; redo brings it again.
    settled(page)
    page.locator("#undo").click()
    settled(page)
    while page.locator("#undo").is_enabled():
        page.locator("#undo").click()
        page.wait_for_timeout(200)
        settled(page)
    assert files() == before, "not all was taken back"
    page.locator("#redo").click()
    on_page(page, "Zozo")
    page.locator("#undo").click()
    settled(page)
    assert files() == before


def marks(page):
    """The buttons of Markdown."""
    page.locator("#page").fill("3")
    page.keyboard.press("Enter")
    page.evaluate("document.activeElement.blur()")
    add(page, "text")
    area = page.locator("#form .field.rich textarea").first
    area.fill("een twee drie")
    area.evaluate("each => each.setSelectionRange(4, 8)")
    page.locator("#form .mark-bold").first.click()
    expect(area).to_have_value("een **twee** drie")
    page.locator("#form .mark-bold").first.click()
    expect(area).to_have_value("een twee drie")
    page.locator("#form .mark-italic").first.click()
    page.keyboard.press("Control+End")
    page.locator("#form .mark-note").first.click()
    page.keyboard.type("Een noot.")
    assert re.fullmatch(r"een \*twee\* drie\[\^1\]\n\n\[\^1\]: Een noot\.", area.input_value()), area.input_value()
    on_page(page, "Een noot.")
    area.fill("appel\npeer")
    area.evaluate("each => each.select()")
    page.locator("#form .mark-list").first.click()
    expect(area).to_have_value("- appel\n- peer")
    settled(page)


def add(page, kind):
    """Adds a block from the menu, after the one that is shown."""
    if not page.locator("#form .head .add").is_visible():
        page.evaluate("document.activeElement.blur()")
        page.locator("#page").fill("3")
        page.keyboard.press("Enter")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("e")
        page.locator("#form").wait_for(state="visible")
    page.locator("#form .head .add").click()
    page.locator("#menu").wait_for(state="visible")
    page.locator(f"#menu [data-type={kind}]").click()
    expect(page.locator("#form h2")).to_have_attribute("data-type", kind, timeout=LONG)
    settled(page)


def blocks(page):
    """Blocks come, move, and go; their items, too."""
    before = files()
    add(page, "checklist")
    page.locator("#form .items > .add").first.click()
    expect(page.locator("#form .items > ol > li")).to_have_count(2, timeout=LONG)
    field = page.locator("#form .card[open] textarea").first
    field.fill("Afvinken maar")
    on_page(page, "Afvinken maar")
    expect(page.locator("#form .card .about", has_text="Afvinken maar")).to_be_attached(timeout=LONG)
    axe(page, "a list")
    page.locator("#form .card[open] .acts button").nth(0).click()
    expect(page.locator("#form .card .about").first).to_contain_text("Afvinken maar", timeout=LONG)
    where = page.locator("#form .head .count").text_content()
    page.locator("#form .head .acts button").nth(2).click()
    expect(page.locator("#form .head .count")).not_to_have_text(where, timeout=LONG)
    settled(page)
    page.locator("#form .head .acts button").nth(5).click()
    expect(page.locator("#form h2")).not_to_have_attribute("data-type", "checklist", timeout=LONG)
    settled(page)
    for _ in range(12):
        if files() == before:
            break
        page.locator("#undo").click()
        page.wait_for_timeout(200)
        settled(page)
    assert files() == before, "not all was taken back"
    page.locator("#form .head .add").click()
    page.locator("#menu").wait_for(state="visible")
    axe(page, "the menu")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()


def pictures(page):
    """A picture is dropped on the page: it lies in images/, and asks for its description."""
    add(page, "figure")
    chooser = page.locator("#form input[type=file]").first
    chooser.set_input_files({"name": "Één Straat!.svg", "mimeType": "image/svg+xml", "buffer": SVG})
    on_disk(page, lambda all: any("images/een-straat.svg" in text for text in all.values()), "the picture")
    assert (FOLDER / "images/een-straat.svg").read_bytes() == SVG
    expect(page.locator('[data-path$="\\"alt\\"]"]').first).to_be_focused(timeout=LONG)
    page.keyboard.press("Control+A")
    page.keyboard.type("Een rode rechthoek.")
    on_disk(page, lambda all: any('alt = "Een rode rechthoek."' in text for text in all.values()), "its description")
    settled(page)
    leaf = page.locator(".leaf[data-index]").nth(2)
    leaf.scroll_into_view_if_needed()
    leaf.evaluate(
        """(leaf, svg) => {
          const data = new DataTransfer();
          data.items.add(new File([svg], 'Losse tekening.svg', { type: 'image/svg+xml' }));
          const box = leaf.getBoundingClientRect();
          const place = { bubbles: true, cancelable: true, dataTransfer: data, clientX: box.left + box.width / 2, clientY: box.top + box.height / 3 };
          leaf.dispatchEvent(new DragEvent('dragover', place));
          leaf.dispatchEvent(new DragEvent('drop', place));
        }""",
        SVG.decode().replace("60", "45"),
    )
    on_disk(page, lambda all: any("images/losse-tekening.svg" in text for text in all.values()), "what was dropped on the page")
    settled(page)
    # What is no picture is told, and changes nothing.
    before = files()
    page.locator("#form input[type=file]").first.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"no"})
    expect(page.locator("#form .state.bad")).to_contain_text("x.png", timeout=LONG)
    assert files() == before
    said[:] = [line for line in said if "422" not in line]


def texts(page):
    """A text that is dropped becomes a chapter, and what has no place in it is told."""
    count = len(files())
    page.locator("#form").evaluate(
        """(form) => {
          const data = new DataTransfer();
          data.items.add(new File(['# Uit een nota\\n\\nEerste alinea van elders.\\n\\n![x](weg.png)\\n'], 'nota.md'));
          form.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
        }"""
    )
    on_disk(page, lambda all: len(all) == count + 1, "the chapter of a text")
    on_page(page, "Eerste alinea van elders.")
    expect(page.locator("#form .fields > .trouble")).to_contain_text("weg.png", timeout=LONG)
    axe(page, "a text that came along")
    settled(page)


def conflicts(page):
    """Somebody else changes the same text: both are shown, and one is chosen."""
    name, words = lede()
    click_on(page, words, 1)
    field = page.locator('[data-path=\'["lede"]\']')
    for mine in (True, False):
        # The page hears of nothing while it is away, as it may when both happen at once.
        page.context.set_offline(True)
        page.keyboard.press("Control+End")
        page.keyboard.type(" Mijn.")
        path = FOLDER / name
        text = path.read_text()
        path.write_text(re.sub(r'^lede = .*$', f'lede = "{words} van hen."', text, count=1, flags=re.M))
        expect(page.locator("#form .state.bad")).to_be_visible(timeout=LONG)
        page.context.set_offline(False)
        box = page.locator("#form .trouble", has_text=f"{words} van hen.")
        expect(box).to_be_visible(timeout=LONG)
        axe(page, "a conflict")
        box.locator("button").nth(1 if mine else 0).click()
        if mine:
            on_disk(page, lambda all: " Mijn." in all[name] and "van hen" not in all[name], "mine")
        else:
            expect(field).to_have_value(f"{words} van hen.", timeout=LONG)
            assert "van hen." in path.read_text()
        expect(page.locator("#form .trouble:visible")).to_have_count(0)
        settled(page)
        field.focus()
    said[:] = [line for line in said if "409" not in line and "ERR_INTERNET_DISCONNECTED" not in line]


def to_book(page):
    """The form of the workbook as a whole."""
    page.locator("#form .crumb").first.click()
    page.locator('[data-field=\'["edition"]\']').wait_for(state="visible")


def errors(page):
    """A value that does not hold keeps the pages, is told, and can be mended in its field."""
    to_book(page)
    field = page.locator('[data-path=\'["language"]\']')
    good = field.input_value()
    field.fill("not a language")
    expect(page.locator("#warning")).to_be_visible(timeout=LONG)
    assert page.locator(".leaf > img").count() > 0
    field.fill(good)
    expect(page.locator("#warning")).to_be_hidden(timeout=LONG)
    settled(page)


def chapters(page):
    """A chapter comes from the menu, and goes again."""
    count = len(files())
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("e")
    page.locator("#form .head .add").click()
    page.locator("#menu [data-style=redline]").click()
    on_disk(page, lambda all: len(all) == count + 1, "the chapter")
    settled(page)
    page.locator('[data-path=\'["title"]\']').fill("Een lijn erbij")
    on_page(page, "Een lijn erbij")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#form .head .acts .word").nth(1).click()
    on_disk(page, lambda all: len(all) == count, "that it went")
    settled(page)


def keyboard(page):
    """From the page into the text and back without a mouse."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    page.keyboard.press("e")
    page.locator("#form").wait_for(state="visible")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('#form').contains(document.activeElement)"), "the form has no focus"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('#form') ? document.activeElement.tagName : ''"))
    assert {"BUTTON"} < reached, reached


def whole_way(page):
    """A title for the book, as someone would who has never seen its files: on the cover."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")
    page.wait_for_timeout(400)
    box = page.locator(".leaf[data-index]").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6)
    page.locator('[data-field=\'["edition"]\']').wait_for(state="visible")
    title = page.locator('[data-path=\'["title"]\']')
    expect(title).to_be_visible(timeout=LONG)
    title.fill("Het boek van ons plein")
    on_page(page, "Het boek van ons plein")
    settled(page)


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        window = lambda: watched(browser.new_context(viewport={"width": 1440, "height": 900}, locale=LANGUAGE).new_page(), ADDRESS)
        page = window()
        parts = (typing, marks, blocks, pictures, texts, conflicts, errors, chapters, keyboard, whole_way) if LANGUAGE == "nl" else (blocks, pictures, whole_way)
        for part in parts:
            if part is typing:
                other = window()
                part(page, other)
                other.context.close()
            else:
                part(page)
        browser.close()
    for line in said:
        print(line, file=sys.stderr)
    return 1 if said else 0


sys.exit(main())
