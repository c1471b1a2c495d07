-- What a letter said that is the same for everybody who is told the same, as its SHA-256: for the counts of a day, which name
-- only what went to many. A letter to one alone has none: what somebody is asked for their side, what became of an account.
alter table outbox add column wording text check (wording ~ '^[0-9a-f]{64}$');
alter table outbox add constraint outbox_wording_went_out check (
  wording is null or state = 'sent' and kind not in ('account', 'reply-request'));

-- Once told, it is never another.
create function outbox_wording_stands() returns trigger language plpgsql as $$
begin
  raise exception 'what went out said what it said' using errcode = 'restrict_violation', constraint = 'outbox_wording_stands';
end $$;
create trigger outbox_wording_stands before update on outbox for each row
  when (old.state = 'sent' and new.wording is distinct from old.wording) execute function outbox_wording_stands();
