-- In a team's first week everybody came in through the same owner, so all are of one hand. Then age decides: whoever of them
-- came in first, and did not let the writer in, and nobody who came in later.

-- Who of one hand with these is in the team, and who came in before whom: `came` is smaller. A new way in, or the right to
-- review, is a new coming in. Whoever let a writer in, directly or through others, comes last. Not `here`: whom the same hand
-- sent away, lowered or gave a new way in this week, as old as before: nobody becomes the first by sending the others away.
create function elders(of uuid[], today date) returns table (member uuid, role text, here boolean, came int) language sql stable as $$
  with recursive over (member) as (
    select l.made_by from let_in_lately(today) l where l.member = any (of)
    union
    select l.made_by from over o join let_in_lately(today) l on l.member = o.member
  ), hand as (
    select h.member from one_hand(of, today) h
  ), entered as (
    select d.member, min(d.id) as first, max(d.id) as last from team_deeds d
    where (d.deed = 'let-in' or d.deed = 'raised' and d.role_before in ('trainee', 'checker')) and d.done_on <= today + 1
    group by d.member
  ), known as (
    select s.id, s.role, true as here, e.last as at from staff s left join entered e on e.member = s.id
    where s.state = 'active' and s.id in (select h.member from hand h)
    union
    select d.member, d.role_before, false, e.first from team_deeds d left join entered e on e.member = d.member
    where d.deed in ('let-in', 'lowered', 'removed') and d.role_before is not null and d.done_on between today - 6 and today + 1
      and (d.made_by = any (of) or d.made_by in (select h.member from hand h)) and d.member <> all (of)
  )
  select k.id, k.role, k.here, (dense_rank() over (
    order by o.member is not null, case when o.member is null then coalesce(k.at, 0) end, case when o.member is null then s.created_at end))::int
  from known k join staff s on s.id = k.id left join over o on o.member = k.id
$$;

-- As before, and where nobody outside the hand could decide, only the first of the hand.
create or replace function kept_apart_until(judge uuid, of uuid[], today date, roles text[], besides uuid[]) returns date language sql stable as $$
  select h.until from one_hand(of, today) h
  where h.member = judge and (exists (
    select from free_hands(of, today) f where f.role = any (roles) and f.member <> judge and f.member <> all (besides))
  or exists (
    with e as (select * from elders(of, today))
    select from e join e j on j.member = judge and j.here and e.came < j.came
    where e.role = any (roles) and e.member <> judge and e.member <> all (besides)))
$$;
