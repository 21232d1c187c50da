-- The provider's own database in the demo: the 24 entries that article 7 of the website measure wants updated every week, with the units that answer
-- for them (Docs/law/WEB.md §8), and the calendar of working days. May be run again, also over an older state.
-- last_update is made up, some of it more than a week old; editor_phone is a column that nobody is granted: CANARY-WEB must be seen nowhere.
begin;
create table if not exists website_column (
  no int primary key,
  site text not null,
  name text not null,
  owner text not null,
  update_days int not null,
  last_update date not null,
  editor_phone text not null
);
-- What is not among the 24 goes, what differs is mended; a reader beside this sees the old rows or the new, never none.
delete from website_column
where no not between 1 and 24;
insert into website_column as kept (no, site, name, owner, update_days, last_update, editor_phone)
values
  (1, '嘉峪关市人民政府门户网站', '统计信息', '市统计局', 7, '2026-11-18', 'CANARY-WEB-1'),
  (2, '嘉峪关市人民政府门户网站', '应急管理', '市应急局', 7, '2026-11-13', 'CANARY-WEB-2'),
  (3, '嘉峪关市人民政府门户网站', '决算预算', '市财政局', 7, '2026-11-19', 'CANARY-WEB-3'),
  (4, '嘉峪关市人民政府门户网站', '保障性住房', '市房产服务中心', 7, '2026-11-14', 'CANARY-WEB-4'),
  (5, '嘉峪关市人民政府门户网站', '国有企业信息', '市政府国资委', 7, '2026-11-20', 'CANARY-WEB-5'),
  (6, '嘉峪关市人民政府门户网站', '食品药品安全信息', '市市场监管局、市卫生健康委', 7, '2026-11-15', 'CANARY-WEB-6'),
  (7, '嘉峪关市人民政府门户网站', '监管信息公开', '市市场监管局', 7, '2026-11-21', 'CANARY-WEB-7'),
  (8, '嘉峪关市人民政府门户网站', '涉农补贴', '市农业农村局', 7, '2026-11-16', 'CANARY-WEB-8'),
  (9, '嘉峪关市人民政府门户网站', '乡村振兴', '市农业农村局', 7, '2026-11-22', 'CANARY-WEB-9'),
  (10, '嘉峪关市人民政府门户网站', '河长制信息', '市水务局', 7, '2026-11-17', 'CANARY-WEB-10'),
  (11, '嘉峪关市人民政府门户网站', '社会救助', '市民政局', 7, '2026-11-23', 'CANARY-WEB-11'),
  (12, '嘉峪关市人民政府门户网站', '养老服务', '市民政局', 7, '2026-11-18', 'CANARY-WEB-12'),
  (13, '嘉峪关市人民政府门户网站', '就业信息', '市人社局', 7, '2026-11-13', 'CANARY-WEB-13'),
  (14, '嘉峪关市人民政府门户网站', '稳岗就业', '市人社局', 7, '2026-11-19', 'CANARY-WEB-14'),
  (15, '嘉峪关市人民政府门户网站', '社保信息', '市人社局', 7, '2026-11-14', 'CANARY-WEB-15'),
  (16, '嘉峪关市人民政府门户网站', '医疗卫生', '市卫生健康委', 7, '2026-11-20', 'CANARY-WEB-16'),
  (17, '嘉峪关市人民政府门户网站', '教育医疗', '市教育局、市卫生健康委', 7, '2026-11-15', 'CANARY-WEB-17'),
  (18, '嘉峪关市人民政府门户网站', '助企纾困', '市发展改革委、工业园区(高新区)管委会、市数据局', 7, '2026-11-21', 'CANARY-WEB-18'),
  (19, '公共资源交易中心网站', '(全站)', '市公共资源交易中心', 7, '2026-11-16', 'CANARY-WEB-19'),
  (20, '信用嘉峪关网站', '(全站)', '市发展改革委', 7, '2026-11-22', 'CANARY-WEB-20'),
  (21, '嘉峪关市人民政府门户网站', '行政事业性收费', '市发展改革委', 7, '2026-11-17', 'CANARY-WEB-21'),
  (22, '政务服务网', '招商引资服务专区', '市招商引资服务中心', 7, '2026-11-23', 'CANARY-WEB-22'),
  (23, '政务服务网', '项目投资服务专区', '市发展改革委', 7, '2026-11-18', 'CANARY-WEB-23'),
  (24, '政务服务网', '企业入驻园区专区', '工业园区(高新区)管委会', 7, '2026-11-13', 'CANARY-WEB-24')
on conflict (no) do update
set site = excluded.site,
    name = excluded.name,
    owner = excluded.owner,
    update_days = excluded.update_days,
    last_update = excluded.last_update,
    editor_phone = excluded.editor_phone
where kept is distinct from excluded;

create table if not exists work_calendar (
  day date primary key,
  year int not null,
  kind text not null check (kind in ('holiday', 'workday')),
  source text not null
);
insert into work_calendar
select day::date, extract(year from day)::int, kind, year || '年部分节假日安排'
from (values
  (2024, 'holiday', '2024-01-01', '2024-01-01'), (2024, 'holiday', '2024-02-10', '2024-02-17'), (2024, 'holiday', '2024-04-04', '2024-04-06'),
  (2024, 'holiday', '2024-05-01', '2024-05-05'), (2024, 'holiday', '2024-06-10', '2024-06-10'), (2024, 'holiday', '2024-09-15', '2024-09-17'),
  (2024, 'holiday', '2024-10-01', '2024-10-07'), (2024, 'workday', '2024-02-04', '2024-02-04'), (2024, 'workday', '2024-02-18', '2024-02-18'),
  (2024, 'workday', '2024-04-07', '2024-04-07'), (2024, 'workday', '2024-04-28', '2024-04-28'), (2024, 'workday', '2024-05-11', '2024-05-11'),
  (2024, 'workday', '2024-09-14', '2024-09-14'), (2024, 'workday', '2024-09-29', '2024-09-29'), (2024, 'workday', '2024-10-12', '2024-10-12'),
  (2025, 'holiday', '2025-01-01', '2025-01-01'), (2025, 'holiday', '2025-01-28', '2025-02-04'), (2025, 'holiday', '2025-04-04', '2025-04-06'),
  (2025, 'holiday', '2025-05-01', '2025-05-05'), (2025, 'holiday', '2025-05-31', '2025-06-02'), (2025, 'holiday', '2025-10-01', '2025-10-08'),
  (2025, 'workday', '2025-01-26', '2025-01-26'), (2025, 'workday', '2025-02-08', '2025-02-08'), (2025, 'workday', '2025-04-27', '2025-04-27'),
  (2025, 'workday', '2025-09-28', '2025-09-28'), (2025, 'workday', '2025-10-11', '2025-10-11'),
  (2026, 'holiday', '2026-01-01', '2026-01-03'), (2026, 'holiday', '2026-02-15', '2026-02-23'), (2026, 'holiday', '2026-04-04', '2026-04-06'),
  (2026, 'holiday', '2026-05-01', '2026-05-05'), (2026, 'holiday', '2026-06-19', '2026-06-21'), (2026, 'holiday', '2026-09-25', '2026-09-27'),
  (2026, 'holiday', '2026-10-01', '2026-10-07'), (2026, 'workday', '2026-01-04', '2026-01-04'), (2026, 'workday', '2026-02-14', '2026-02-14'),
  (2026, 'workday', '2026-02-28', '2026-02-28'), (2026, 'workday', '2026-05-09', '2026-05-09'), (2026, 'workday', '2026-09-20', '2026-09-20'),
  (2026, 'workday', '2026-10-10', '2026-10-10')
) as block (year, kind, first, last)
cross join lateral generate_series(first::timestamp, last::timestamp, interval '1 day') as day
on conflict do nothing;
commit;
