-- What the second person said that they looked at before they agreed to a claim wording: whether a judgement of value, or a private
-- person, stands in it. Kept with the agreement, and not changed after it.
alter table case_wordings add column answered text[] not null default '{}';
alter table case_wordings add constraint wording_answered
  check (answered <@ array['judgement', 'person'] and (answered = '{}' or approved_by is not null));

create function wording_answers_stand() returns trigger language plpgsql as $$
begin
  if old.approved_by is not null and new.answered is distinct from old.answered then
    raise exception 'what was answered when a wording was agreed to stands'
      using errcode = 'restrict_violation', constraint = 'wording_answers_stand';
  end if;
  return new;
end $$;
create trigger wording_answers_stand before update on case_wordings for each row execute function wording_answers_stand();
