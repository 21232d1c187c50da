-- Lapses that are not called late while a request for more time is undecided (EX-6c), and what the other side does not see yet (EX-13a).
alter table case_clock add column silent boolean not null default false;
comment on column case_clock.silent is 'the case is in a state in which a lapse is not yet called late (EX-6c); kept with the state';

create table reserved_state (
  procedure text not null,
  state text not null,
  primary key (procedure, state)
);
comment on table reserved_state is 'States of which the other side of a case does not know yet, as the declarations have them; written at every start.';
create function is_reserved(of text, at text) returns boolean language sql stable as
  $$ select exists (select from reserved_state where procedure = of and state = at) $$;
insert into reserved_state values ('exchange.demand', 'forwarding'), ('exchange.demand', 'unqualified'), ('exchange.demand', 'withdrawn');
