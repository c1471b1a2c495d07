-- Whoever opens the door can make themselves a second account. So accounts of which one let the other in, or gave it the right
-- to review, count as one hand for seven days: they do not agree to each other's work while somebody else of the team can.

-- What was done to an account of the team and by whom. `let-in`: it came in, or got a new way in. For the team alone.
create table team_deeds (
  id bigint generated always as identity primary key,
  member uuid not null references staff deferrable initially deferred,
  -- Null for a link that was printed where the instance runs.
  made_by uuid references staff deferrable initially deferred,
  deed text not null check (deed in ('let-in', 'raised', 'lowered', 'removed')),
  -- Null for somebody new.
  role_before text check (role_before in ('trainee', 'checker', 'reviewer', 'editor', 'owner')),
  done_on date not null,
  constraint only_new_ones_had_no_role check (role_before is not null or deed = 'let-in')
);
create index team_deeds_lately on team_deeds (done_on);
create function team_deeds_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was done in the team stays' using errcode = 'restrict_violation', constraint = 'team_deeds_are_kept';
end $$;
create trigger team_deeds_are_kept before update or delete or truncate on team_deeds
  for each statement execute function team_deeds_are_kept();

-- Who was let in through whom less than seven days before, and until when that counts. Whoever could review before and was
-- given a higher role is not made by that. A day more, for two clocks that differ at midnight.
create function let_in_lately(today date) returns table (member uuid, made_by uuid, until date) language sql stable as $$
  select d.member, d.made_by, d.done_on + 7 from team_deeds d
  where d.made_by is not null and d.made_by <> d.member and d.done_on between today - 6 and today + 1
    and (d.deed = 'let-in' or d.deed = 'raised' and d.role_before in ('trainee', 'checker'))
  union
  select s.id, s.let_in_by, s.let_in_on + 7 from staff s
  where s.let_in_by is not null and s.let_in_by <> s.id and s.let_in_on between today - 6 and today + 1
$$;

-- Everybody of one hand with these, through however many, and from which day on they are not any more. `through`: one let the
-- other in, directly or by another; the rest were let in by the same.
create function one_hand(of uuid[], today date) returns table (member uuid, until date, through boolean) language sql stable as $$
  with recursive reach (member, until, way) as (
    select w, 'infinity'::date, '' from unnest(of) w
    union
    select case step when 'down' then l.member else l.made_by end, least(r.until, l.until),
      case when r.way in ('', step) then step else 'both' end
    from reach r join let_in_lately(today) l on r.member in (l.member, l.made_by),
      lateral (select case when l.made_by = r.member then 'down' else 'up' end) s (step)
  )
  select r.member, max(r.until), bool_or(r.way <> 'both') from reach r where r.member <> all (of) group by r.member
$$;

-- Who could decide instead: the rest of the team. Whom the same hand shut out, lowered or gave a new way in lately counts as
-- well, `here` not: nobody becomes the only one by sending the others away.
create function free_hands(of uuid[], today date) returns table (member uuid, role text, here boolean) language sql stable as $$
  with hand as (select h.member from one_hand(of, today) h union select unnest(of))
  select s.id, s.role, true from staff s where s.state = 'active' and s.id not in (select h.member from hand h)
  union
  select d.member, d.role_before, false from team_deeds d
  where d.deed in ('let-in', 'lowered', 'removed') and d.role_before is not null and d.done_on between today - 6 and today + 1
    and d.made_by in (select h.member from hand h) and d.member <> all (of)
    and not exists (
      select from team_deeds n where n.member = d.member and n.deed = 'let-in' and n.role_before is null and n.done_on between today - 6 and today + 1)
$$;

-- The day from which on this account may decide on the work of these; null where it may now. `besides`: who may not either.
create function kept_apart_until(judge uuid, of uuid[], today date, roles text[], besides uuid[]) returns date language sql stable as $$
  select h.until from one_hand(of, today) h
  where h.member = judge and exists (
    select from free_hands(of, today) f where f.role = any (roles) and f.member <> judge and f.member <> all (besides))
$$;

create function refuse_one_hand(judge uuid, of uuid[], today date, roles text[], besides uuid[]) returns void language plpgsql as $$
begin
  if kept_apart_until(judge, of, today, roles, besides) is not null then
    raise exception 'one of the two let the other in lately, and somebody else could decide'
      using errcode = 'check_violation', constraint = 'kept_apart';
  end if;
end $$;

create function reviews_kept_apart() returns trigger language plpgsql as $$
declare
  writers uuid[];
  reviewed uuid[];
begin
  select array_agg(w.staff_id) into writers from submission_writers w where w.submission_id = new.submission_id;
  select coalesce(array_agg(r.reviewed_by), '{}') into reviewed from reviews r where r.submission_id = new.submission_id;
  if new.outcome = 'overridden' then
    perform refuse_one_hand(new.reviewed_by, writers, (new.reviewed_at at time zone 'UTC')::date, array['editor', 'owner'], reviewed);
  else
    perform refuse_one_hand(new.reviewed_by, writers, (new.reviewed_at at time zone 'UTC')::date, array['reviewer', 'editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger reviews_kept_apart before insert on reviews for each row execute function reviews_kept_apart();

create function wordings_kept_apart() returns trigger language plpgsql as $$
begin
  if new.approved_by is not null and (tg_op = 'INSERT' or old.approved_by is null) then
    perform refuse_one_hand(new.approved_by, array[new.proposed_by], (new.approved_at at time zone 'UTC')::date, array['reviewer', 'editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger wordings_kept_apart before insert or update on case_wordings for each row execute function wordings_kept_apart();

create function templates_kept_apart() returns trigger language plpgsql as $$
begin
  if new.state = 'approved' and old.state = 'waiting' then
    perform refuse_one_hand(new.decided_by, array[new.proposed_by], new.decided_on, array['reviewer', 'editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger templates_kept_apart before update on template_proposals for each row execute function templates_kept_apart();

create function aliases_kept_apart() returns trigger language plpgsql as $$
begin
  if new.confirmed_by is not null and (tg_op = 'INSERT' or new.confirmed_by is distinct from old.confirmed_by
    or new.added_by is distinct from old.added_by or new.confirmed_on is distinct from old.confirmed_on) then
    perform refuse_one_hand(new.confirmed_by, array[new.added_by], new.confirmed_on, array['reviewer', 'editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger aliases_kept_apart before insert or update on taught_aliases for each row execute function aliases_kept_apart();

-- As before, and also through somebody between, or by the right to review: told to the public where nobody else could decide.
create or replace function note_let_in() returns trigger language plpgsql as $$
begin
  new.let_in := exists (
    select from one_hand(
      (select array_agg(w.staff_id) from submission_writers w where w.submission_id = new.submission_id),
      (new.reviewed_at at time zone 'UTC')::date) h
    where h.member = new.reviewed_by and h.through);
  return new;
end $$;
