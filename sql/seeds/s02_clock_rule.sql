-- Lengths in force (EX §2, §7.23). A new row governs clocks started on or after its date; running ones keep theirs.
insert into clock_rule (code, length, unit, legal_source, effective_from)
values
  ('CK1', 3, 'working_day', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十四条 (EX-14a)', '2024-09-19'),
  ('CK2', 10, 'working_day', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十四条 (EX-14c)', '2024-09-19'),
  ('CK3', 3, 'working_day', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十三条 (EX-13a)', '2024-09-19'),
  ('CK4', 10, 'working_day', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十三条 (EX-13b)', '2024-09-19'),
  ('CK5', 10, 'working_day', '嘉政办发〔2024〕57号 共享交换平台管理办法 第六条 (EX-6b)', '2024-09-19'),
  ('CK5x', 20, 'working_day', '嘉政办发〔2024〕57号 共享交换平台管理办法 第六条 (EX-6c)', '2024-09-19'),
  ('CK6', 36, 'month', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十一条 (EX-11.2a)', '2024-09-19'),
  ('CK7', 3, 'month', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十一条 (EX-11.2c)', '2024-09-19'),
  ('CK8', 2, 'lead', '嘉政办发〔2024〕57号 共享交换平台管理办法 第十七条 (EX-17c)', '2024-09-19'),
  ('CK9', 2, 'lead', '系统参数 exchange.offline-lead(办法未规定具体时限,参照第十七条) (EX-10b)', '2024-09-19');
