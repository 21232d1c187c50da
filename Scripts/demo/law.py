#!/usr/bin/env python3
"""The six measures out of Docs/law/measures.txt: articles for the demo's web service, files for its file server.

law.py texts DIR     writes one text file a measure into DIR
law.py seed          prints sql/views/v11_law.sql: every article as a row
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MEASURES = [
    ("CTR", "政务服务中心一体化运行管理办法"), ("WEB", "政府网站日常管理办法"), ("NET", "电子政务外网管理办法"),
    ("EX", "政务数据共享交换平台管理办法"), ("CLD", "政务云管理办法"), ("MOB", "“甘快办”嘉峪关站点管理办法"),
]
ARTICLE = re.compile(r"^(第[一二三四五六七八九十百]+条)\s*(.*)$")


def measures():
    """[(code, name, [(article, text)])]: a new measure begins where the articles begin again with 第一条."""
    lines = (ROOT / "Docs/law/measures.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        match = ARTICLE.match(line)
        if match and match[1] == "第一条":
            found.append([])
        if match:
            found[-1].append([match[1], match[2]])
        elif found and not re.match(r"^(第.+章|嘉峪关市|管理办法|抄送)", line):
            found[-1][-1][1] += "\n" + line
    if len(found) != len(MEASURES):
        sys.exit(f"Docs/law/measures.txt: {len(found)} measures instead of {len(MEASURES)}")
    return [(code, name, [tuple(article) for article in articles]) for (code, name), articles in zip(MEASURES, found)]


def texts(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for code, name, articles in measures():
        body = "\n".join(f"{article} {text}" for article, text in articles)
        target = folder / f"{code}-{name.strip('“').replace('”', '')}.txt"
        content = f"嘉峪关市{name}\n\n{body}\n"
        if not target.exists() or target.read_text(encoding="utf-8") != content:
            target.write_text(content, encoding="utf-8")


def seed():
    def quoted(text):
        return "'" + text.replace("'", "''") + "'"

    rows = [
        f"  ({quoted(code)}, {quoted(name)}, {number}, {quoted(label)}, {quoted(text)})"
        for code, name, articles in measures() for number, (label, text) in enumerate(articles, 1)
    ]
    print("-- The articles of the six measures, from Docs/law/measures.txt by `Scripts/demo/law.py seed`; put in place anew with every migration.")
    print("insert into law_article (measure, title, article, label, text)\nvalues")
    print(",\n".join(rows))
    print("on conflict (measure, article) do update set title = excluded.title, label = excluded.label, text = excluded.text")
    print("where law_article.text <> excluded.text or law_article.title <> excluded.title;")


if __name__ == "__main__":
    if sys.argv[1:] == ["seed"]:
        sys.exit(seed())
    if len(sys.argv) != 3 or sys.argv[1] != "texts":
        sys.exit(__doc__)
    texts(pathlib.Path(sys.argv[2]))
