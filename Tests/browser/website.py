"""The portal as a browser sees it: contexts, logins, and what every page must be."""
import pathlib
import re
import time

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
# So that a second walk on the same exchange meets nothing of the first.
TAG = f"{int(time.time()) % 100000}"


class Site:
    def __init__(self, options):
        self.base = options.base.rstrip("/")
        self.secrets = pathlib.Path(options.secrets)
        self.shots = pathlib.Path(options.shots) if options.shots else None
        self.faults = []
        # Pages as they came, for the HTML checker at the end.
        self.pages = {}
        self.axe = next(pathlib.Path(__import__("axe_playwright_python").__file__).parent.glob("**/axe.min.js")).read_text()

    def open(self, playwright, scripts=False, **more):
        self.browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        return self.context(scripts, **more)

    def context(self, scripts=False, **more):
        context = self.browser.new_context(java_script_enabled=scripts, locale="zh-CN", viewport={"width": 1280, "height": 900}, **more)
        page = context.new_page()
        page.on("console", lambda message: self.faults.append(f"{page.url}: console: {message.text}") if message.type == "error" and "status of 4" not in message.text else None)
        page.on("request", lambda request: self.faults.append(f"{page.url}: asks {request.url}") if not request.url.startswith((self.base, "data:")) else None)
        return page

    def login(self, page, login):
        page.goto(f"{self.base}/login")
        page.fill("#login", login)
        page.fill("#password", (self.secrets / login).read_text().strip())
        page.click("button.main")
        assert page.url == f"{self.base}/", f"{login} is not logged in: {page.inner_text('main')[:200]}"

    def check(self, page, response, axe=True):
        """What every page must be."""
        if response.headers.get("content-security-policy") != POLICY:
            self.faults.append(f"{page.url}: policy {response.headers.get('content-security-policy')}")
        markup = response.text()
        if "<script" in markup or " style=" in markup or re.search(r"\son[a-z]+=", markup.split("<main", 1)[-1].split(">", 1)[0]):
            self.faults.append(f"{page.url}: script or style in the markup")
        self.pages.setdefault(re.sub(r"[0-9]+", "N", page.url.split("?")[0]) + str(response.status), (page.url, markup))
        if page.locator("h1").count() != 1:
            self.faults.append(f"{page.url}: {page.locator('h1').count()} h1")
        if axe:
            found = page.evaluate(f"async () => {{ {self.axe}; return (await axe.run(document, {{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}})).violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')) }}")
            self.faults += [f"{page.url}: axe {violation}" for violation in found]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.faults.append(f"{page.url}: {wide} px too wide")

    def shot(self, page, name):
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(self.shots / f"{name}.png"), full_page=True)


def submit(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def told(page, words):
    body = page.inner_text("main")
    assert words in body, f"not told “{words}” at {page.url}: {body[:400]}"


def state(page, label):
    assert page.locator(".facts .badge").first.inner_text() == label, page.locator(".facts .badge").first.inner_text()
