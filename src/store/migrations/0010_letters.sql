-- Letters to people of the team about their own account: closed templates, to their own address, which goes with the account.
alter table outbox add column occasion uuid;
alter table outbox drop constraint outbox_says_it_once;
-- The same may happen to an account again; to an asker it is told once.
alter table outbox add constraint outbox_says_it_once unique nulls not distinct
  (kind, tip_id, subscription_id, appeal_id, reply_id, staff_id, check_id, correction, template, occasion);
alter table outbox add constraint outbox_occasions check ((occasion is not null) = (kind = 'account'));

delete from outgoing_templates where key = 'account-changed';
insert into outgoing_templates (key, kind) values
  ('account-way-in', 'account'),
  ('account-password', 'account'),
  ('account-factor', 'account'),
  ('account-recovery', 'account'),
  ('account-passkey-added', 'account'),
  ('account-passkey-removed', 'account'),
  ('account-role', 'account'),
  ('account-removed', 'account');

-- Who is removed is told so once: the address, sealed like any other, outlives the account for that one letter.
alter table contacts add column staff_id uuid unique references staff;
-- Who is asked for their side hears from us once, about this one thing.
alter table contacts add column reply_id uuid unique references case_replies;
alter table contacts drop constraint contacts_answer_one_thing;
alter table contacts add constraint contacts_answer_one_thing
  check (num_nonnulls(tip_id, subscription_id, appeal_id, staff_id, reply_id) = 1);

create or replace function outbox_moves() returns trigger language plpgsql as $$
begin
  if (new.id, new.kind, new.lang, new.queued_on) is distinct from (old.id, old.kind, old.lang, old.queued_on)
    or (new.tip_id, new.subscription_id, new.appeal_id, new.reply_id, new.staff_id, new.check_id, new.version, new.correction,
        new.template, new.occasion)
      is distinct from
       (old.tip_id, old.subscription_id, old.appeal_id, old.reply_id, old.staff_id, old.check_id, old.version, old.correction,
        old.template, old.occasion) then
    raise exception 'a message stays what it is' using errcode = 'restrict_violation', constraint = 'outbox_stands';
  end if;
  if new.state <> old.state and not (
    old.state = 'queued' and new.state in ('sending', 'failed')
    or old.state = 'sending' and new.state in ('queued', 'sent', 'unknown', 'failed')) then
    raise exception 'a message is handed over once' using errcode = 'restrict_violation', constraint = 'outbox_moves';
  end if;
  return new;
end $$;

-- Only somebody of the team hears of their account; who has just been removed hears that, and nothing else.
create function outbox_fits_the_account() returns trigger language plpgsql as $$
begin
  if new.kind = 'account' and not exists (
    select from staff s where s.id = new.staff_id and (
      new.template <> 'account-removed' and s.state = 'active' and s.email is not null
      or new.template = 'account-removed' and s.state = 'removed'
        and exists (select from contacts c where c.staff_id = s.id and c.sealed is not null))) then
    raise exception 'this account is told nothing of the kind' using errcode = 'check_violation', constraint = 'outbox_fits_the_account';
  end if;
  return new;
end $$;
create trigger outbox_fits_the_account before insert on outbox for each row execute function outbox_fits_the_account();

-- Through whom, and on which day, somebody came in or back in.
alter table staff add column let_in_by uuid references staff;
alter table staff add column let_in_on date;
-- A keyed hash of the mailbox: nobody is in the team twice by writing one address in two ways.
alter table staff add column mailbox text unique check (mailbox ~ '^[0-9a-f]{64}$');
alter table staff add constraint removed_without_mailbox check (state = 'active' or mailbox is null);

-- Whether of a reviewer and a writer one let the other in less than a week before: as good as one account, where somebody
-- invites themselves. The database notes it, whoever writes the row; it is told to the public.
alter table reviews add column let_in boolean not null default false;
create function note_let_in() returns trigger language plpgsql as $$
begin
  new.let_in := exists (
    select from submission_writers w join staff a on a.id = w.staff_id, staff b
    where w.submission_id = new.submission_id and b.id = new.reviewed_by and (
      b.let_in_by = a.id and (new.reviewed_at at time zone 'UTC')::date - b.let_in_on < 7
      or a.let_in_by = b.id and (new.reviewed_at at time zone 'UTC')::date - a.let_in_on < 7));
  return new;
end $$;
create trigger note_let_in before insert on reviews for each row execute function note_let_in();

-- Asking for a side by letter: to one address, by one template, about a wording that two have agreed to, and with a day.
alter table case_replies add column lookup text unique check (lookup ~ '^[0-9a-f]{64}$');
create function outbox_fits_the_request() returns trigger language plpgsql as $$
begin
  if new.kind = 'reply-request' and not exists (
    select from case_replies r join contacts c on c.reply_id = r.id and c.sealed is not null
    where r.id = new.reply_id and r.said is null and r.lookup is not null and r.due_on >= new.queued_on
      and exists (select from case_wordings w where w.case_id = r.case_id and w.approved_by is not null)) then
    raise exception 'nobody is to be asked for this' using errcode = 'check_violation', constraint = 'outbox_fits_the_request';
  end if;
  return new;
end $$;
create trigger outbox_fits_the_request before insert on outbox for each row execute function outbox_fits_the_request();
