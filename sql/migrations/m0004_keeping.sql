-- Keeping: administrators apart from offices, activation codes that run out, urging.
alter table account add column activation_until timestamptz;
comment on column account.activation_until is 'Machine time after which the activation code opens nothing; the bureau gives a new one.';

-- Six digits, more when there are more cases than that: lpad alone would cut the seventh off.
create function case_digits(id bigint) returns text language sql immutable as
  $$ select lpad(id::text, greatest(6, length(id::text)), '0') $$;

-- An administrator (三员) holds no sub-permission, and whoever holds one is no administrator.
create function hold_seats() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'account_role' then
    perform from account where id = new.account and administrator is not null for share;
    if found then
      raise exception 'an administrator holds no office' using errcode = 'check_violation', constraint = 'account_one_seat';
    end if;
  elsif new.administrator is not null and exists (select from account_role where account = new.id) then
    raise exception 'whoever holds an office is no administrator' using errcode = 'check_violation', constraint = 'account_one_seat';
  end if;
  return new;
end $$;
create trigger account_role_seat before insert or update on account_role for each row execute function hold_seats();
create trigger account_seat before update of administrator on account for each row execute function hold_seats();

create table clock_urge (
  id bigint primary key generated always as identity,
  clock bigint not null references case_clock,
  text text not null,
  urged_by bigint not null references account,
  at timestamptz not null
);
comment on table clock_urge is '督促 (EX-4b): what the bureau said to the holder of a running clock, and when.';
create index clock_urge_by_clock on clock_urge (clock, id);
create trigger clock_urge_append_only before update or delete or truncate on clock_urge for each statement execute function refuse_change();

-- A new due date is a new one to remind of.
create function remind_anew() returns trigger language plpgsql as $$
begin
  if new.due_at <> old.due_at then new.reminded := 0; end if;
  return new;
end $$;
create trigger case_clock_due before update of due_at on case_clock for each row execute function remind_anew();
