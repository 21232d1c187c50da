"""Every link from a role's home: each page answers, has one h1, a title of its own, no axe violation, no console error, and asks nothing of another host."""
import re
import urllib.parse

ROLES = ["government-office.editor", "justice.reviewer", "data-bureau.reviewer", "data-bureau.both", "data-bureau.auditor", "market.applicant", "market.receiver", "bureau.admin"]
# Pages that a crawl looks at for each role; addresses that differ only in numbers count as one kind, of which two are looked at.
MOST_PAGES, OF_A_KIND = 45, 1


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
