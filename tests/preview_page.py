"""What the tests of the preview in a browser share."""

import pathlib

import axe_playwright_python

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
CHROMIUM = "/usr/bin/chromium"
LONG = 60_000

said = []


def watched(page, address):
    """A page of which all that goes wrong is kept."""
    page.set_default_timeout(LONG)
    # A picture may be that of pages that are no more by then: the page asks for the next.
    page.on("console", lambda message: message.type in ("error", "warning") and "/image/" not in message.location["url"] and said.append(message.text))
    page.on("response", lambda answer: answer.status == 404 and "/image/" not in answer.url and said.append(f"not found: {answer.url}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: "events" not in request.url and not any(why in (request.failure or "") for why in ("ERR_ABORTED", "ERR_INTERNET_DISCONNECTED")) and said.append(f"{request.url} {request.failure}"))
    page.on("request", lambda request: request.url.startswith(("http://127.0.0.1", "data:")) or said.append(f"asked elsewhere: {request.url}"))
    page.goto(address)
    page.wait_for_selector(".leaf > img")
    until(page, "document.querySelector('#state').textContent === ''")
    return page


def until(page, holds):
    """Waits until something holds in the page, which lets nobody write code into it, as Playwright's own would."""
    for _ in range(LONG // 50):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never so: {holds}")


def axe(page, where):
    """Holds the page to the rules of axe."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    for rule in found:
        nodes = [node["html"][:200] for node in rule["nodes"]]
        said.append(f"axe, {where}: {rule['id']}: {rule['help']}: {nodes}")
