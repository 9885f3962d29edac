"""Draws docs/pictures/preview.png, a window of the preview: `preview.py WERKBOEK`. Needs Playwright and Chromium."""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

from playwright.sync_api import sync_playwright

PROGRAM = sys.argv[1]
PICTURE = pathlib.Path(__file__).parent / "pictures" / "preview.png"


def main():
    with tempfile.TemporaryDirectory() as folder:
        book = pathlib.Path(folder) / "book"
        subprocess.run([PROGRAM, "new", book, "--language", "en", "--title", "Our square"], check=True, capture_output=True)
        with subprocess.Popen([PROGRAM, "preview", "--no-open", book], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
            address = served.stdout.readline().strip()
            with sync_playwright() as playwright:
                draw(playwright, address)
            served.kill()


def draw(playwright, address):
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en").new_page()
    page.goto(address)
    page.wait_for_selector(".leaf > img")
    page.locator("#page").fill("3")
    page.keyboard.press("Enter")
    found = json.load(urllib.request.urlopen(f"{address}search?view=&q=One%20map"))[0]
    leaf = page.locator(f".leaf[data-index='{found['page']}']").bounding_box()
    scale = leaf["width"] / 595.28
    left, top, _, high = found["areas"][0]
    page.mouse.click(leaf["x"] + (left + 1) * scale, leaf["y"] + (top + high / 2) * scale)
    page.wait_for_timeout(4000)
    page.screenshot(path=PICTURE)
    browser.close()


main()
