-- What else takes two is not agreed to by one hand either: whose checks answer, what is brought in, what ends a case, and
-- what is answered to an appeal. A no, and taking back, stay with anybody, for they make nothing public.
create function opt_ins_kept_apart() returns trigger language plpgsql as $$
begin
  if new.state = 'agreed' and old.state = 'waiting' then
    perform refuse_one_hand(new.settled_by, array[new.asked_by], (new.settled_at at time zone 'UTC')::date, array['editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger opt_ins_kept_apart before update on source_opt_ins for each row execute function opt_ins_kept_apart();

create function imports_kept_apart() returns trigger language plpgsql as $$
begin
  if new.decision = 'released' and (tg_op = 'INSERT' or old.decision is null) then
    perform refuse_one_hand(new.decided_by, array[new.asked_by], (new.decided_at at time zone 'UTC')::date, array['editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger imports_kept_apart before insert or update on import_runs for each row execute function imports_kept_apart();

create function closings_kept_apart() returns trigger language plpgsql as $$
begin
  if new.state = 'agreed' and old.state = 'waiting' then
    perform refuse_one_hand(
      new.settled_by, array[new.asked_by], (new.settled_at at time zone 'UTC')::date, array['checker', 'reviewer', 'editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger closings_kept_apart before update on closings_asked for each row execute function closings_kept_apart();

-- Who answers an appeal, or says that nothing changes, is of no hand with those who wrote or reviewed what it is about.
create function appeals_kept_apart() returns trigger language plpgsql as $$
declare
  about uuid;
  part uuid[];
begin
  if (new.outcome is null or old.outcome is not null) and (new.settled_on is null or old.settled_on is not null) then
    return new;
  end if;
  select coalesce(new.case_id, new.note_case_id, s.case_id) into about
    from (select 1) one left join checks c on c.id = new.check_id left join submissions s on s.id = c.submission_id;
  select coalesce(array_agg(p.staff_id), '{}') into part from took_part(about, new.explainer_id) p;
  if old.outcome is null then
    perform refuse_one_hand(new.answered_by, part, new.answered_on, array['reviewer', 'editor', 'owner'], '{}');
  else
    perform refuse_one_hand(new.settled_by, part, new.settled_on, array['editor', 'owner'], '{}');
  end if;
  return new;
end $$;
create trigger appeals_kept_apart before update on appeals for each row execute function appeals_kept_apart();
