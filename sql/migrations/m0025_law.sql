-- The measures' own text, article by article, so that pages and refusals can show what they cite (EX-5.3a: every reason with its basis).
create table law_article (
  measure text not null check (measure ~ '^[A-Z]{2,3}$'),
  title text not null,
  article int not null check (article > 0),
  label text not null,
  text text not null,
  primary key (measure, article)
);
comment on table law_article is '条文: articles of the six measures (嘉政办发〔2024〕57号); put in place with every migration, never written by the platform.';
