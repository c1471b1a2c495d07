-- What a verdict is about changes by a correction alone, which tells everybody who asked to hear: under a small change or an update the
-- old verdict would go on answering another sentence.
create function claims_change_by_correction() returns trigger language plpgsql as $$
declare
  given jsonb := new.content::jsonb;
begin
  if new.kind = 'correction' and given #>> '{corrections,-1,kind}' is distinct from 'correction' and exists (
    select from check_versions v where v.check_id = (given ->> 'id')::uuid and v.current
      and given #>> array['texts', v.lang, 'claim'] is distinct from v.claim) then
    raise exception 'a claim changes by a correction alone' using errcode = 'check_violation', constraint = 'claims_change_by_correction';
  end if;
  return new;
end $$;
create trigger claims_change_by_correction before insert on submissions for each row execute function claims_change_by_correction();
