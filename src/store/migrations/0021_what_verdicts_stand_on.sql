-- What a verdict stands on, in one place: somebody independent who says what the verdict says. Beside it, `core/verdict.ts`.
create function verdict_stands_on(wanted text, evidence jsonb) returns boolean language sql immutable as $$
  select coalesce(case
    when wanted = 'false' then evidence @> '[{"interest":"independent","stance":"refutes"}]'
    when wanted = 'misleading' then
      evidence @> '[{"interest":"independent","stance":"refutes"}]' or evidence @> '[{"interest":"independent","stance":"context"}]'
    when wanted in ('true', 'mostly-true') then evidence @> '[{"interest":"independent","stance":"supports"}]'
    else true end, false)
$$;

-- It binds what is decided from now on; what was decided before stays as it was decided.
create function verdicts_stand_on_evidence() returns trigger language plpgsql as $$
begin
  if new.kind in ('check', 'correction') and not verdict_stands_on(new.verdict, new.content::jsonb -> 'evidence') then
    raise exception 'no independent evidence says what the verdict % says', new.verdict
      using errcode = 'check_violation', constraint = 'verdicts_stand_on_evidence';
  end if;
  return new;
end $$;
create trigger verdicts_stand_on_evidence before insert on submissions for each row execute function verdicts_stand_on_evidence();

-- The evidence of a check as the page shows it, in the form in which two people agreed to it.
create function evidence_shown(of_check uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('url', e.url, 'title', e.title, 'publisher', e.publisher, 'lang', e.lang,
    'stance', e.stance, 'interest', e.interest, 'publishedOn', e.published_on, 'accessedOn', e.accessed_on,
    'locator', e.locator, 'archivedUrl', e.archived_url, 'shows', e.shows) order by e.position), '[]')
  from evidence e where e.check_id = of_check
$$;

-- What stands under a verdict is what was agreed to, to the letter: a stance turned afterwards would carry a verdict nobody read.
create function evidence_as_decided() returns trigger language plpgsql as $$
declare
  about uuid := case when tg_op = 'DELETE' then old.check_id else new.check_id end;
  shown record;
begin
  select c.slug, s.content::jsonb -> 'evidence' as agreed into shown
    from checks c join submissions s on s.id = c.submission_id where c.id = about and c.source_id is null;
  if found and shown.agreed is distinct from evidence_shown(about) then
    raise exception 'check % shows other evidence than was decided', shown.slug using errcode = 'check_violation', constraint = 'evidence_as_decided';
  end if;
  return null;
end $$;
create constraint trigger evidence_as_decided after insert or update or delete on evidence deferrable initially deferred
  for each row execute function evidence_as_decided();
