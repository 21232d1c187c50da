import Postgres

/// Many catalogues with their items, resources, applications and grants, made by the database itself; and what is looked for among them.
enum CatalogueData {
  /// Common, middling, rare and missing ones.
  static let words = [
    "登记", "信息", "企业", "不动", "许可", "公积", "驾驶", "备案", "名录", "水文", "编号", "名称", "业务", "税务", "低保", "气象", "林业", "年报", "档案",
    "重庆", "市场", "统计", "食品", "药品", "招标", "信用", "处罚", "养老", "车辆", "户籍",
  ]
  static let readings = ["bdc", "qiye", "gjj", "xinyong", "jsz", "shebao", "tongji", "qx", "dengji", "zb"]

  static let nothing = Statement<Int32>("bench.nothing", "select 1")
  /// How it is done where there is no index: every title, summary and item name is read.
  static let naive = Statement<Int64, String>(
    "bench.naive",
    """
    select v.catalogue
    from catalogue_version v
    join case_file f on f.id = v.catalogue and f.state = 'published'
    where v.title ilike $1 or v.summary ilike $1 or v.items::text ilike $1
    order by (v.title ilike $1) desc, v.catalogue desc
    limit 20
    """)

  /// Each catalogue has ten items and every second one a resource; 2,000 applications with their grants, 500 more that wait. All of it grew over
  /// 1,000 days, and every case has its history.
  static func sql(_ entries: Int, applicant: Int64) -> String {
    """
    create temporary table word as
    select array['企业','个体工商户','不动产','社会保险','婚姻','户籍','教育','医疗','公积金','税务','环境监测','水文','交通','驾驶证','车辆','养老',
                 '残疾人','低保','食品经营','药品经营','建设工程','招标采购','土地','林业','气象','信用','行政处罚','行政许可','统计','财政'] as subject,
           array['登记','许可','年报','变更','注销','缴费','监测','处罚','备案','检查','评价','申请','审批','补贴','资格','库存','台账','人员','机构','地址'] as matter,
           array['信息','数据','目录','清单','明细','汇总','名录','结果'] as form,
           array['编号','名称','日期','金额','状态','类型','地址','联系人','电话','备注'] as part,
           (select array_agg(code order by code) from department where code not in ('data-bureau', 'statistics')) as office;
    create temporary table made as
    select row_number() over () as n, g.i,
           w.subject[1 + g.i * 7 % 30] || w.matter[1 + g.i / 30 % 20] || w.form[1 + g.i / 600 % 8] || '(' || g.i || ')' as title,
           '用于' || w.subject[1 + g.i * 11 % 30] || '业务办理和' || w.matter[1 + g.i * 3 % 20] || '核验,由业务系统汇总' as summary,
           (select jsonb_agg(jsonb_build_object('name', 'c' || k, 'label', w.subject[1 + (g.i * 31 + k * 7) % 30] || w.part[1 + k % 10], 'type', 'text'))
            from generate_series(1, 10) k) as items,
           w.office[1 + g.i % cardinality(w.office)] as office,
           case when g.i % 3 = 0 then 'unconditional' else 'conditional' end as class,
           (array['daily', 'weekly', 'monthly', 'yearly'])[1 + g.i % 4] as frequency,
           now() - make_interval(days => 1 + g.i * 7 % 1000) as at
    from word w, generate_series(1, \(entries)) g(i);
    insert into case_file (number, procedure, revision, state, department, opened_by, opened_at, changed_at, fields)
    select 'ML-B-' || i, 'exchange.catalogue', (select max(revision) from procedure_sheet where procedure = 'exchange.catalogue'), 'published', office, \(applicant), at - interval '12 hours', at,
           jsonb_build_object('name', title, 'summary', summary, 'class', class, 'frequency', frequency, 'items', items)
    from made order by i;
    create temporary table home as select m.*, f.id as id from made m join case_file f on f.number = 'ML-B-' || m.i;
    insert into catalogue (id, code, provider) select id, 'bench-' || i, office from home;
    insert into catalogue_version (catalogue, version, title, summary, class, conditions, items, materials, frequency, published_at, published_by)
    select id, 1, title, summary, class, '[]', items, '[]', frequency, at, \(applicant) from home order by id;
    insert into source (department, name, kind, address, created_by, created_at)
    select distinct office, 'bench', 'postgres', '{}'::jsonb, \(applicant), now() from home;
    insert into case_file (number, procedure, revision, state, department, parent, opened_by, opened_at, changed_at, fields)
    select 'ZY-B-' || i, 'exchange.resource', (select max(revision) from procedure_sheet where procedure = 'exchange.resource'), 'attached', office, id, \(applicant), at, at, jsonb_build_object('title', '资源' || title)
    from home where i % 2 = 0 order by i;
    insert into resource (id, code, catalogue, provider, kind, title, frequency, source, detail, items, attached_at, authority_n)
    select f.id, 'bench-' || h.i, h.id, h.office, (array['table', 'interface', 'folder'])[1 + h.i % 3], '资源' || h.title, h.frequency, s.id,
           '{}', h.items, h.at, 1
    from home h join case_file f on f.number = 'ZY-B-' || h.i join source s on s.department = h.office and s.name = 'bench';
    insert into case_file (number, procedure, revision, state, department, counterpart, parent, opened_by, opened_at, changed_at, fields)
    select 'SQ-B-' || r.id || '-' || k, 'exchange.application', (select max(revision) from procedure_sheet where procedure = 'exchange.application'),
           case when r.i <= 2000 then 'granted' when r.i <= 2500 then 'provider-review' else 'denied' end,
           case when k = 1 then 'statistics' else w.office[1 + (r.i + k) % cardinality(w.office)] end, r.provider, r.id, \(applicant), r.at, r.at + interval '6 hours',
           jsonb_build_object('system', w.subject[1 + r.i % 30] || '登记系统', 'urgent', r.i % 97 = 0)
    from word w, (select r.id, r.provider, r.attached_at + interval '12 hours' as at, row_number() over (order by r.id) as i from resource r where r.code like 'bench-%') r,
         generate_series(1, 2) k;
    with taken as (
      select f.id as application, f.parent as resource, f.department, f.counterpart
      from case_file f where f.number like 'SQ-B-%-1' and f.state = 'granted'),
    opened as (
      insert into case_file (number, procedure, revision, state, department, counterpart, parent, opened_by, opened_at, changed_at)
      select 'SX-B-' || application, 'exchange.grant', (select max(revision) from procedure_sheet where procedure = 'exchange.grant'), 'in-force',
             department, counterpart, application, \(applicant), now(), now()
      from taken
      returning id, parent)
    insert into access_grant (id, application, resource, department, system, purpose, flow, manner, items, months, granted_at, expires_at, agreement,
      agreement_hash, authority_n)
    select o.id, t.application, t.resource, t.department, '月报系统', '履职', '内部', 'query', '{c1}', 12, now(),
           ((now() at time zone 'Asia/Shanghai')::date + interval '1 day') at time zone 'Asia/Shanghai' + interval '12 months', 'XY-' || o.id, '\\x00', 1
    from opened o join taken t on t.application = o.parent;
    insert into case_act (case_id, seq, step, party, account, at, from_state, to_state)
    select f.id, n.seq, n.step, 'owner', \(applicant), case n.seq when 1 then f.opened_at else f.changed_at end, n.from_state, coalesce(n.to_state, f.state)
    from case_file f
    join (values ('exchange.catalogue', 1, 'submit', 'draft', 'review'), ('exchange.catalogue', 2, 'approve', 'review', null),
                 ('exchange.resource', 1, 'submit', 'draft', 'review'), ('exchange.resource', 2, 'approve', 'review', null),
                 ('exchange.application', 1, 'submit', 'draft', 'provider-review'), ('exchange.application', 2, 'approve', 'provider-review', null))
      n (procedure, seq, step, from_state, to_state) on n.procedure = f.procedure
    where f.number like '__-B-%' and (n.seq = 1 or f.state <> 'provider-review');
    insert into case_act (case_id, seq, step, party, account, at, from_state, to_state)
    select id, 3, 'refresh', 'owner', \(applicant), now() - interval '1 day', 'attached', 'attached' from case_file where number like 'ZY-B-%' and id % 3 = 0;
    drop table home, made, word;
    """
  }
}
