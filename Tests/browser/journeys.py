"""Journeys through the portal, with scripts switched off: what people come for, and what may go wrong under way."""
import re
import subprocess
import sys
import urllib.parse

from website import TAG, state, submit, told


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
    # More items than the first page had rows for.
    editor.goto(f"{catalogue}/edit")
    assert editor.locator("[name='items.3.name']").evaluate("element => element.tagName") == "INPUT", "a fourth item cannot be written"
    editor.goto(catalogue)
    submit(editor, "提交审核")
    state(editor, "待审核")

    bureau.goto(f"{site.base}/")
    bureau.get_by_role("row", name=re.compile(f"从业人员{TAG}")).get_by_role("link").first.click()
    assert "工作日" in bureau.inner_text("main")
    submit(bureau, "发布")
    state(bureau, "已发布")

    # The provider mounts the table.
    editor.goto(catalogue)
    editor.get_by_role("link", name="挂接资源", exact=True).last.click()
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
    for name, text in [("system", f"市场监管系统{TAG}"), ("purpose", "依法核验从业资格"), ("scene", "执法检查"), ("flow", "前置区到业务系统"), ("months", "12"), ("contact", "王五"), ("phone", "0937-1"), ("safety", "专网、专人")]:
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
    bureau.get_by_role("row", name=re.compile(f"市场监管系统{TAG}")).get_by_role("link").first.click()
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
