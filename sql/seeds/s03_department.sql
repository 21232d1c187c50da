-- The data bureau, and the units that the measures name (Docs/law/WEB.md §8 and its articles).
insert into department (code, name, kind, provides, uses)
values
  ('data-bureau', '市数据局', 'bureau', true, true),
  ('statistics', '市统计局', 'municipal', true, true),
  ('emergency', '市应急局', 'municipal', true, true),
  ('finance', '市财政局', 'municipal', true, true),
  ('housing', '市房产服务中心', 'municipal', true, true),
  ('sasac', '市政府国资委', 'municipal', true, true),
  ('market', '市市场监管局', 'municipal', true, true),
  ('health', '市卫生健康委', 'municipal', true, true),
  ('agriculture', '市农业农村局', 'municipal', true, true),
  ('water', '市水务局', 'municipal', true, true),
  ('civil-affairs', '市民政局', 'municipal', true, true),
  ('human-resources', '市人社局', 'municipal', true, true),
  ('education', '市教育局', 'municipal', true, true),
  ('ndrc', '市发展改革委', 'municipal', true, true),
  ('industrial-park', '工业园区(高新区)管委会', 'municipal', true, true),
  ('public-resources', '市公共资源交易中心', 'municipal', true, true),
  ('investment', '市招商引资服务中心', 'municipal', true, true),
  ('government-office', '市政府办公室', 'municipal', true, true),
  ('petition', '市信访局', 'municipal', true, true),
  ('public-security', '市公安局', 'municipal', true, true),
  ('justice', '市司法局', 'municipal', true, true),
  -- The two planes of the extranet (NET-7).
  ('telecom', '中国电信嘉峪关分公司', 'municipal', false, false),
  ('mobile', '中国移动嘉峪关分公司', 'municipal', false, false);
