#!/usr/bin/env python3
"""Walks through the portal in a real browser, with scripts switched off, on an exchange that Scripts/run started.

Tests/browser/portal.py --base http://127.0.0.1:18480 --secrets DIR [--shots DIR] [--only NAME]

First every link from every role's home, then the journeys. Each page must answer, have one h1, a title of its own, no axe violation, no console error, and ask
nothing of another host. Closes with "N passed, N failed".
"""
import argparse
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

from playwright.sync_api import sync_playwright

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
ROLES = ["government-office.editor", "justice.reviewer", "data-bureau.reviewer", "data-bureau.both", "data-bureau.auditor", "market.applicant", "market.receiver", "bureau.admin"]
# Pages that a crawl looks at for each role; addresses that differ only in numbers count as one kind, of which two are looked at.
MOST_PAGES, OF_A_KIND = 45, 1


# So that a second walk on the same exchange meets nothing of the first.
TAG = f"{int(time.time()) % 100000}"


class Site:
    def __init__(self, options):
        self.base = options.base.rstrip("/")
        self.secrets = pathlib.Path(options.secrets)
        self.shots = pathlib.Path(options.shots) if options.shots else None
        self.faults = []
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


def crawl(site, login):
    """Every link from a role's home."""
    page = site.context(scripts=True)
    site.login(page, login)
    waiting, seen, kinds, titles = [f"{site.base}/"], set(), {}, {}
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        path = urllib.parse.urlsplit(url)
        kind = re.sub(r"[0-9]+", "N", path.path) + ("?" if path.query else "")
        if url in seen or kinds.get(kind, 0) >= OF_A_KIND or path.path.startswith(("/files/", "/look", "/logout")):
            continue
        seen.add(url)
        kinds[kind] = kinds.get(kind, 0) + 1
        response = page.goto(url)
        if response.status != 200:
            site.faults.append(f"{login} {url}: {response.status}")
            continue
        site.check(page, response)
        bare = urllib.parse.urlunsplit(path._replace(query=""))
        if titles.setdefault(page.title(), bare) != bare and "条款" not in page.title():
            site.faults.append(f"{login}: {bare} and {titles[page.title()]} are both called {page.title()}")
        links = page.eval_on_selector_all("a[href]", "found => found.map(a => a.href)")
        waiting += [link.split("#")[0] for link in links if link.startswith(site.base)]
    assert len(seen) > 8, f"only {len(seen)} pages"
    page.context.close()
    return f"{len(seen)} pages"


def submit(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def told(page, words):
    body = page.inner_text("main")
    assert words in body, f"not told “{words}” at {page.url}: {body[:400]}"


def state(page, label):
    assert page.locator(".facts .badge").first.inner_text() == label, page.locator(".facts .badge").first.inner_text()


def share(site):
    """A catalogue is registered, reviewed by the bureau, its table mounted; somebody applies, the provider agrees, the data are delivered."""
    editor, bureau, applicant, reviewer, receiver = [site.context() for _ in range(5)]
    for page, login in [(editor, "government-office.editor"), (bureau, "data-bureau.reviewer"), (applicant, "market.applicant"), (reviewer, "government-office.reviewer"), (receiver, "market.receiver")]:
        site.login(page, login)

    # The provider uploads a sheet and registers a catalogue of it.
    editor.goto(f"{site.base}/sources/new?kind=upload")
    editor.fill("#name", f"浏览器上传{TAG}")
    submit(editor, "登记")
    source = int(editor.url.rsplit("/", 1)[1])
    sheet = {"name": "从业人员.csv", "mimeType": "text/csv", "buffer": "no,name,born\n1,张三,2000-01-02\n2,<b>李四</b>,1999-12-31\n".encode()}
    editor.set_input_files("#file", files=[sheet])
    editor.fill("#table", f"staff{TAG}")
    editor.fill("#key", "no")
    submit(editor, "先看会改动多少行")
    told(editor, "若上传,将有 2 行:新增 2")
    editor.set_input_files("#file", files=[sheet])
    editor.fill("#table", f"staff{TAG}")
    editor.fill("#key", "no")
    submit(editor, "上传")
    told(editor, "已上传,现有 2 行:新增 2")
    submit(editor, "测试连接")
    told(editor, "通过")

    editor.goto(f"{site.base}/cases/exchange/catalogue/new")
    editor.fill("#f-name", f"从业人员{TAG}")
    editor.fill("#f-summary", "本市从业人员名单")
    submit(editor, "存为草稿")
    told(editor, "草稿已建立")
    catalogue = editor.url.split("?")[0]
    submit(editor, "提交审核")
    told(editor, "没有办成")  # Items, class and materials are missing: each is said.
    editor.goto(f"{catalogue}/edit")
    editor.select_option("#f-class", "unconditional")
    for row, (name, label, kind, key) in enumerate([("no", "工号", "integer", True), ("name", "姓名", "text", False), ("born", "出生日期", "date", False)]):
        editor.fill(f"[name='items.{row}.name']", name)
        editor.fill(f"[name='items.{row}.label']", label)
        editor.select_option(f"[name='items.{row}.type']", kind)
        if key:
            editor.check(f"[name='items.{row}.key']")
    editor.select_option("#f-frequency", "monthly")
    editor.check("#f-noMaterials")
    submit(editor, "保存")
    told(editor, "已保存")
    submit(editor, "提交审核")
    state(editor, "待审核")

    bureau.goto(f"{site.base}/")
    bureau.get_by_role("row", name=re.compile(f"从业人员{TAG}")).get_by_role("link").first.click()
    assert "工作日" in bureau.inner_text("main")
    submit(bureau, "发布")
    state(bureau, "已发布")

    # The provider mounts the table.
    editor.goto(catalogue)
    editor.get_by_role("link", name="资源", exact=True).last.click()
    editor.get_by_role("link", name="库表", exact=True).click()
    editor.fill("#f-code", f"staff-{TAG}")
    editor.fill("#f-title", f"从业人员表{TAG}")
    editor.select_option("#f-frequency", "monthly")
    editor.select_option("#f-source", str(source))
    editor.fill("#f-schema", "public")
    editor.fill("#f-table", f"staff{TAG}")
    for item in ["no", "name", "born"]:
        editor.check(f"#f-items input[value={item}]")
    submit(editor, "存为草稿")
    told(editor, "草稿已建立")
    submit(editor, "挂接")
    state(editor, "已挂接")

    # Somebody finds it and applies: four clicks after the login.
    applicant.goto(f"{site.base}/search")
    applicant.fill("#q", f"从业人员{TAG}")
    submit(applicant, "查找")
    site.shot(applicant, "search")
    applicant.get_by_role("link", name="申请使用").first.click()
    for name, text in [("system", "市场监管系统"), ("purpose", f"依法核验从业资格{TAG}"), ("scene", "执法检查"), ("flow", "前置区到业务系统"), ("months", "12"), ("contact", "王五"), ("phone", "0937-1"), ("safety", "专网、专人")]:
        applicant.fill(f"#f-{name}", text)
    applicant.select_option("#f-manner", "batch")
    for row, item in enumerate(["no", "name"]):
        applicant.select_option(f"[name='items.{row}.name']", item)
        applicant.fill(f"[name='items.{row}.use']", "核对")
    applicant.check("#f-commitment")
    submit(applicant, "存为草稿")
    told(applicant, "草稿已建立")
    site.shot(applicant, "application")
    submit(applicant, "提交")
    state(applicant, "待平台审核")
    told(applicant, "个工作日")
    applicant.get_by_role("link", name="为什么是这一天").click()
    told(applicant, "逐日计算")
    site.shot(applicant, "clock")

    # The bureau grants an unconditional application in three clicks: the case, the act, the act's button.
    bureau.goto(f"{site.base}/")
    bureau.get_by_role("row", name=re.compile(f"依法核验从业资格{TAG}")).get_by_role("link").first.click()
    site.shot(bureau, "review")
    bureau.get_by_text("同意授权", exact=True).first.click()
    bureau.locator("form[action$='/acts/approve'] button").click()
    state(bureau, "已授权")

    # The data arrive, and only what was granted.
    receiver.goto(f"{site.base}/grants")
    receiver.get_by_role("row", name=re.compile(f"从业人员表{TAG}")).get_by_role("link").first.click()
    for _ in range(40):
        receiver.reload()
        if "成功" in receiver.inner_text("main"):
            break
        receiver.wait_for_timeout(250)
    told(receiver, "成功")
    site.shot(receiver, "grant")
    receiver.goto(f"{site.base}/landing")
    told(receiver, f"从业人员表{TAG}")
    href = receiver.get_by_role("row", name=re.compile(f"从业人员表{TAG}")).get_by_role("link", name="下载 CSV").get_attribute("href")
    rows = receiver.context.request.get(site.base + href).text()
    assert rows.lstrip("\ufeff").splitlines()[0] == "no,name", rows
    assert "<b>李四</b>" in rows and "2000" not in rows, rows
    return "catalogue, table, grant, delivery"


def foureyes(site):
    """Who submitted is told before the click that somebody else decides."""
    page = site.context()
    site.login(page, "data-bureau.both")
    page.goto(f"{site.base}/")
    page.get_by_role("row", name=re.compile("本人提交不得本人审核")).get_by_role("link").first.click()
    assert page.get_by_role("button", name="发布", exact=True).count() == 0, "the button is offered"
    told(page, "发布")
    assert page.locator(".barred .clause").count() > 0, page.inner_text("main")[:400]
    return "no button, but the reason"


def refuse(site):
    """An application is refused lawfully; a mere result is no reason, and what was typed is kept."""
    applicant, bureau = site.context(), site.context()
    site.login(applicant, "market.applicant")
    site.login(bureau, "data-bureau.reviewer")
    applicant.goto(f"{site.base}/search?q=" + urllib.parse.quote("办法全文"))
    applicant.get_by_role("link", name="申请使用").first.click()
    for name, text in [("system", "系统"), ("purpose", "学习办法"), ("scene", "培训"), ("flow", "内部"), ("months", "1"), ("contact", "王五"), ("phone", "1"), ("safety", "专人")]:
        applicant.fill(f"#f-{name}", text)
    applicant.select_option("#f-manner", "batch")
    applicant.locator("[name='items.0.name']").select_option(index=1)
    applicant.fill("[name='items.0.use']", "学习")
    applicant.check("#f-commitment")
    submit(applicant, "存为草稿")
    submit(applicant, "提交")
    place = applicant.url.split("?")[0]
    bureau.goto(place)
    bureau.get_by_text("不予受理", exact=True).first.click()
    form = bureau.locator("form[action$='/acts/reject']")
    form.locator("textarea").first.fill("不行")
    form.locator("button").click()
    told(bureau, "没有办成")
    told(bureau, "EX-5.3a")
    assert bureau.locator("form[action$='/acts/reject'] textarea").first.input_value() == "不行"
    site.shot(bureau, "refused")
    # Taken back, so that a second walk can apply anew.
    applicant.goto(place)
    submit(applicant, "撤回申请")
    state(applicant, "已撤回")
    return "E15 with its article, and the words kept"


def call(site):
    """An interface is applied for with its stamped form, granted, its code fetched, and called: from the screen alone but for the call itself."""
    applicant, bureau, receiver = site.context(), site.context(), site.context()
    for page, login in [(applicant, "market.applicant"), (bureau, "data-bureau.reviewer"), (receiver, "market.receiver")]:
        site.login(page, login)
    applicant.goto(f"{site.base}/search?kind=interface&q=" + urllib.parse.quote("工作日历"))
    applicant.get_by_role("link", name="申请使用").first.click()
    for name, text in [("system", f"排班系统{TAG}"), ("purpose", f"依法安排值班{TAG}"), ("scene", "排班"), ("flow", "本部门"), ("months", "2"), ("contact", "王五"), ("phone", "1"), ("safety", "专人")]:
        applicant.fill(f"#f-{name}", text)
    applicant.select_option("#f-manner", "query")
    for row in range(2):
        applicant.locator(f"[name='items.{row}.name']").select_option(index=row + 1)
        applicant.fill(f"[name='items.{row}.use']", "排班")
    applicant.check("#f-sealed")
    applicant.check("#f-commitment")
    submit(applicant, "存为草稿")
    applicant.set_input_files("#file-stamped-form", files=[{"name": "申请表.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    submit(applicant, "上传")
    told(applicant, "申请表.pdf")
    submit(applicant, "提交")
    state(applicant, "待平台审核")
    bureau.goto(applicant.url.split("?")[0])
    bureau.get_by_text("同意授权", exact=True).first.click()
    bureau.locator("form[action$='/acts/approve'] button").click()
    state(bureau, "已授权")
    # Four clicks: the list, the grant, the code, and the call.
    receiver.get_by_role("link", name="授权", exact=True).click()
    receiver.get_by_role("row", name=re.compile("工作日历.*生效")).last.get_by_role("link").first.click()
    submit(receiver, "领取授权码")
    code = receiver.locator("code.code").inner_text()
    assert code.startswith("jyg1_"), code
    site.shot(receiver, "code")
    # Both samples run as they stand, with the parameter filled in.
    for sample, program in zip(receiver.locator("pre code").all_inner_texts(), [["sh", "-c"], [sys.executable, "-c"]]):
        done = subprocess.run(program + [sample.replace("=值", "=2026")], capture_output=True, text=True, timeout=30)
        assert done.returncode == 0 and "2026" in done.stdout, (sample, done.stdout[:300], done.stderr[-300:])
    # The call is found in the portal, with its explanation.
    receiver.goto(f"{site.base}/grants")
    receiver.get_by_role("row", name=re.compile("工作日历.*生效")).last.get_by_role("link").first.click()
    assert "jyg1_" not in receiver.inner_text("main"), "the code is shown again"
    for _ in range(40):
        receiver.reload()
        if "还没有调用" not in receiver.inner_text("main"):
            break
        receiver.wait_for_timeout(250)
    receiver.locator("table a[href^='/calls/']").first.click()
    told(receiver, "责任方")
    site.shot(receiver, "call")
    return "form, code, first call"


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def recover(site):
    """The session dies while somebody types: the login leads back to the form. A foreign form is refused. A form sent twice is done once."""
    page = site.context()
    site.login(page, "government-office.editor")
    page.goto(f"{site.base}/cases/exchange/catalogue/new")
    page.context.clear_cookies()
    page.goto(f"{site.base}/cases/exchange/catalogue/new")
    told(page, "账号")
    page.fill("#login", "government-office.editor")
    page.fill("#password", (site.secrets / "government-office.editor").read_text().strip())
    page.click("button.main")
    assert page.url.endswith("/cases/exchange/catalogue/new"), page.url
    # What was typed when the session died goes through the login and is sent afterwards.
    page.fill("#f-name", f"没有丢{TAG}")
    page.fill("#f-summary", "登录过期时填写的\n两行")
    page.context.clear_cookies()
    submit(page, "存为草稿")
    page.fill("#login", "government-office.editor")
    page.fill("#password", "wrong")
    page.click("button.main")
    page.fill("#password", (site.secrets / "government-office.editor").read_text().strip())
    page.click("button.main")
    told(page, "刚才填写的内容都还在")
    submit(page, "继续刚才的提交")
    told(page, f"没有丢{TAG}")
    told(page, "登录过期时填写的")
    # Nobody else is offered it.
    page.goto(f"{site.base}/cases/exchange/catalogue/new")
    page.fill("#f-name", f"别人的{TAG}")
    page.context.clear_cookies()
    submit(page, "存为草稿")
    page.fill("#login", "justice.reviewer")
    page.fill("#password", (site.secrets / "justice.reviewer").read_text().strip())
    page.click("button.main")
    assert "别人的" not in page.content(), page.inner_text("main")[:300]
    page.context.clear_cookies()
    site.login(page, "government-office.editor")
    page.goto(f"{site.base}/cases/exchange/catalogue/new")
    before = page.context.request.get(f"{site.base}/files/api/v1/exchange/catalogue?box=mine").json()["cases"]
    form = {"_guard": page.locator("main form [name=_guard]").first.get_attribute("value"), "_key": f"sent-twice-{TAG}", "name": f"只有一次{TAG}"}
    for _ in range(2):
        assert page.context.request.post(f"{site.base}/cases/exchange/catalogue/new", form=form, max_redirects=0).status == 303
    after = page.context.request.get(f"{site.base}/files/api/v1/exchange/catalogue?box=mine").json()["cases"]
    assert len(after) == len(before) + 1, (len(before), len(after))
    assert page.context.request.post(f"{site.base}/cases/exchange/catalogue/new", form={**form, "_guard": "x"}).status == 403
    assert page.context.request.post(f"{site.base}/cases/exchange/catalogue/new", form=form, headers={"Origin": "http://evil.example"}).status == 403
    return "login leads back, typed words survive it, twice is once, foreign forms are refused"


def hostile(site):
    """Text from outside is shown as text wherever it stands."""
    page = site.context(scripts=True)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    site.login(page, "government-office.editor")
    texts = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "javascript:alert(3)", "甲\u202etxt.exe", "𠀀" * 60, "长" * 150]
    for text in texts:
        page.goto(f"{site.base}/cases/exchange/catalogue/new")
        page.fill("#f-name", text)
        page.fill("#f-summary", text)
        submit(page, "存为草稿")
        site.check(page, page.goto(page.url))
        for place in ["/?box=mine", "/cases/exchange/catalogue?q=" + urllib.parse.quote(text[:80]), "/search?q=" + urllib.parse.quote(text[:80])]:
            site.check(page, page.goto(site.base + place), axe=False)
    assert dialogs == [], dialogs
    return f"{len(texts)} texts"


def looks(site):
    """Three widths and three themes of the pages that matter: nothing runs over, contrast holds."""
    count = 0
    for width in [375, 768, 1280]:
        page = site.context(scripts=True)
        page.set_viewport_size({"width": width, "height": 900})
        site.login(page, "data-bureau.reviewer")
        first = page.get_attribute("main table a", "href") or "/"
        for theme in ["light", "dark", "contrast"]:
            page.goto(f"{site.base}/look?theme={theme}&size=normal&to=/")
            for name, path in [("home", "/"), ("search", "/search"), ("case", first), ("supervision", "/supervision"), ("statistics", "/statistics")]:
                site.check(page, page.goto(site.base + path))
                site.shot(page, f"{name}-{theme}-{width}")
                count += 1
        page.set_viewport_size({"width": 320, "height": 900})
        site.check(page, page.goto(f"{site.base}/search"), axe=False)
        page.context.close()
    return f"{count} looks"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--secrets", required=True)
    parser.add_argument("--shots")
    parser.add_argument("--only")
    options = parser.parse_args()
    site = Site(options)
    tests = [("share", share), ("foureyes", foureyes), ("refuse", refuse), ("call", call), ("recover", recover), ("hostile", hostile), ("looks", looks)] + [(f"crawl {role}", lambda site, role=role: crawl(site, role)) for role in ROLES]
    passed = failed = 0
    with sync_playwright() as playwright:
        site.open(playwright)
        for name, test in tests:
            if options.only and options.only not in name:
                continue
            site.faults = []
            try:
                note = test(site)
            except Exception as error:  # whatever it was, the next one runs
                site.faults.insert(0, f"{type(error).__name__}: {str(error)[:600]}")
                note = ""
            for fault in dict.fromkeys(site.faults):
                print(f"    {fault}")
            failed += 1 if site.faults else 0
            passed += 0 if site.faults else 1
            print(f"{'✗' if site.faults else '✓'} {name}: {note}", flush=True)
        site.browser.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
