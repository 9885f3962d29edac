"""From a save on disk, and from a key in a form, to the changed page drawn: `preview.py WERKBOEK FOLDER CHAPTER [EDITS]`.

FOLDER is a workbook that may be written in, and CHAPTER a file of it, in whose first text a word is put. Needs
Playwright and Chromium, as the tests do. Prints medians and the ninety-fifth of a hundred, in milliseconds, first for
saves, then for keys:

- told: from the save, or the key, until the browser has heard of the new pages (waiting for the file, layout, fingerprints);
- picture: from asking for the picture of the page until it is there (drawing, encoding);
- drawn: from the save until the frame in which the new picture is shown.

What of `drawn` is neither told nor picture is the browser's own.
"""

import pathlib
import re
import statistics
import subprocess
import sys
import time

from playwright.sync_api import sync_playwright

PROGRAM, FOLDER, CHAPTER = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
EDITS = int(sys.argv[4]) if len(sys.argv) > 4 else 20
LOOK = """(told) => {
  window.seen = {};
  new MutationObserver((all) => {
    for (const { target } of all) {
      const now = performance.timeOrigin + performance.now();
      if (target === document.body) window.seen.told ??= now;
      else if (target.closest('#form')) continue;
      else if (target.closest('.leaf')) {
        window.seen.address = target.dataset.drawn;
        requestAnimationFrame(() => (window.seen.drawn = performance.timeOrigin + performance.now()));
      }
    }
  }).observe(document.body, { subtree: true, attributeFilter: ['data-drawn', 'data-revision'], attributes: true });
}"""


def spread(name, values):
    values = sorted(values)
    late = values[min(len(values) - 1, round(0.95 * len(values)))]
    print(f"{name}: median {statistics.median(values):.0f} ms, 95 of 100 under {late:.0f} ms")


def main():
    path = FOLDER / CHAPTER
    text = path.read_text()
    with subprocess.Popen([PROGRAM, "preview", "--no-open", FOLDER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        address = served.stdout.readline().strip()
        try:
            with sync_playwright() as playwright:
                measure(playwright, address, path, text)
        finally:
            path.write_text(text)
            served.kill()


def rounds(page, name, change):
    """Makes changes one by one, and prints how long each took."""
    print(f"{name}:")
    told, picture, drawn = [], [], []
    for edit in range(EDITS):
        page.evaluate("window.seen = {}")
        saved = time.time() * 1000
        change(edit)
        for _ in range(500):
            if page.evaluate("window.seen.drawn"):
                break
            page.wait_for_timeout(20)
        seen = page.evaluate("window.seen")
        if "drawn" not in seen:
            print("  one was not drawn")
            continue
        timing = page.evaluate("(name) => { const found = performance.getEntriesByType('resource').findLast((each) => each.name.endsWith(name)); return found && [found.requestStart, found.responseEnd]; }", seen["address"])
        told.append(seen["told"] - saved)
        picture.append(timing[1] - timing[0] if timing else 0)
        drawn.append(seen["drawn"] - saved)
        page.wait_for_timeout(1500)
        page.evaluate("performance.clearResourceTimings()")
    spread("  told", told)
    spread("  picture", picture)
    spread("  drawn", drawn)
    spread("  of that ours", [a + b for a, b in zip(told, picture)])


def measure(playwright, address, path, text):
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_context(viewport={"width": 1440, "height": 900}, device_scale_factor=2).new_page()
    start = time.time()
    page.goto(address)
    page.wait_for_selector(".leaf > img", timeout=600_000)
    print(f"first page after {time.time() - start:.1f} s, {page.locator('.leaf[data-index]').count()} pages")
    body = re.search(r'body = """\n|body = "', text).end()
    at = text.index(" ", body)
    mark = "Proefwoord"
    path.write_text(f"{text[:at]} {mark}{text[at:]}")
    while not (found := page.request.get(f"{address}search?q={mark}").json()):
        page.wait_for_timeout(100)
    page.evaluate("location.hash = ''")
    page.locator("#wanted").fill(mark)
    page.locator(".hit.now").first.wait_for(state="attached", timeout=60_000)
    page.locator("#wanted").fill("")
    page.wait_for_timeout(3000)
    page.evaluate(LOOK)

    def save(edit):
        path.write_text(f"{text[:at]} {mark} {'anders'[: 1 + edit % 6]}{edit}{text[at:]}")

    rounds(page, "saves", save)
    page.keyboard.press("/")
    page.locator("#wanted").fill(mark)
    page.wait_for_timeout(1500)
    box = page.locator(".hit.now").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#form textarea:focus").wait_for(timeout=60_000)
    page.locator("#wanted").evaluate("each => { each.value = ''; each.dispatchEvent(new Event('input')); }")
    page.wait_for_timeout(3000)
    rounds(page, "keys", lambda edit: page.keyboard.press("abcdef"[edit % 6]))
    print(f"page {found[0]['page'] + 1}")
    browser.close()


main()
