-- Asking again, and being told: appeals, what goes out and to whom, requests about one's own data. Days only, no time beside anybody.

-- A public request to reconsider: a check of our own, or a claim that was declined. Its text is masked before it comes here.
create table appeals (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  check_id uuid references checks,
  case_id uuid references cases,
  lang text not null check (lang ~ '^[a-z]{2,3}$'),
  reason text not null check (reason in ('wrong-fact', 'wrong-verdict', 'missing-evidence', 'missing-context', 'concerns-us', 'wrongly-declined', 'other')),
  text text not null check (length(text) between 1 and 2000),
  links jsonb not null default '[]' check (jsonb_typeof(links) = 'array' and jsonb_array_length(links) <= 5),
  -- Keyed hash of the secret in the address that follows it.
  lookup text not null unique,
  -- Keyed hash of the form it came with: sent twice, it is one.
  once text unique,
  opened_on date not null,
  due_on date not null,
  outcome text check (outcome in ('upheld', 'partly', 'not-upheld')),
  reasons jsonb,
  answered_by uuid references staff,
  answered_on date,
  constraint appeals_about_one_thing check (num_nonnulls(check_id, case_id) = 1),
  constraint appeals_have_a_deadline check (due_on >= opened_on),
  constraint appeals_answered_whole check (num_nonnulls(outcome, reasons, answered_by, answered_on) in (0, 4)),
  constraint appeals_answered_with_reasons check (reasons is null or (jsonb_typeof(reasons) = 'object' and reasons <> '{}'))
);
create index appeals_of_check on appeals (check_id, opened_on) where check_id is not null;
create index appeals_of_case on appeals (case_id, opened_on) where case_id is not null;
create index appeals_open on appeals (due_on) where outcome is null;

create function appeals_against_our_own() returns trigger language plpgsql as $$
begin
  if new.outcome is not null then
    raise exception 'an appeal begins unanswered' using errcode = 'check_violation', constraint = 'appeals_begin_open';
  end if;
  if new.check_id is not null and exists (select from checks c where c.id = new.check_id and c.source_id is not null)
    or new.case_id is not null and not exists (
      select from cases k where k.id = new.case_id and k.state = 'closed' and k.closed_as = 'not-checkable') then
    raise exception 'only what we decided can be appealed here' using errcode = 'check_violation', constraint = 'appeals_against_our_own';
  end if;
  return new;
end $$;
create trigger appeals_against_our_own before insert on appeals for each row execute function appeals_against_our_own();

-- Answered once, by somebody of the team who neither wrote nor reviewed what it is about; what was asked stays as it was asked.
create function appeals_answered_by_another() returns trigger language plpgsql as $$
declare
  answerer record;
  about uuid;
begin
  if (new.id, new.lang, new.reason, new.text, new.links, new.lookup, new.opened_on, new.due_on, new.once, new.check_id, new.case_id)
      is distinct from
     (old.id, old.lang, old.reason, old.text, old.links, old.lookup, old.opened_on, old.due_on, old.once, old.check_id, old.case_id)
    or old.outcome is not null then
    raise exception 'an appeal stays as it was asked, and is answered once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  select * into answerer from staff where id = new.answered_by;
  if answerer.state is distinct from 'active' or answerer.role not in ('reviewer', 'editor', 'owner') then
    raise exception 'this account does not answer appeals' using errcode = 'check_violation', constraint = 'appeals_answered_by_right';
  end if;
  select coalesce(new.case_id, s.case_id) into about
    from (select 1) one left join checks c on c.id = new.check_id left join submissions s on s.id = c.submission_id;
  if exists (
    select from submissions s where s.case_id = about and (
      s.submitted_by = new.answered_by
      or exists (select from submission_writers w where w.submission_id = s.id and w.staff_id = new.answered_by)
      or exists (select from reviews r where r.submission_id = s.id and r.reviewed_by = new.answered_by))) then
    raise exception 'nobody answers an appeal against what they wrote or reviewed' using errcode = 'check_violation', constraint = 'appeals_answered_by_another';
  end if;
  return new;
end $$;
create trigger appeals_answered_by_another before update on appeals for each row execute function appeals_answered_by_another();

create function appeals_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'an appeal is answered, not removed' using errcode = 'restrict_violation', constraint = 'appeals_are_kept';
end $$;
create trigger appeals_are_kept before delete or truncate on appeals for each statement execute function appeals_are_kept();

-- Somebody asked to hear of corrections of one check. It leads to no ticket and no other subscription.
create table subscriptions (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  check_id uuid not null references checks,
  lang text not null check (lang ~ '^[a-z]{2,3}$'),
  lookup text not null unique,
  since date not null,
  -- Corrections that were public before it began.
  seen integer not null check (seen >= 0),
  ended_on date
);
create index subscriptions_running on subscriptions (check_id) where ended_on is null;

-- Where somebody wants to hear from us: only ever sealed, under a key of one day that is kept outside the database.
create table contacts (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  tip_id uuid unique references tips on delete cascade,
  subscription_id uuid unique references subscriptions on delete cascade,
  appeal_id uuid unique references appeals on delete cascade,
  key_day date,
  sealed bytea check (length(sealed) between 29 and 1000),
  lang text not null check (lang ~ '^[a-z]{2,3}$'),
  -- A consent of its own: hear of corrections, too, once there is an answer.
  corrections boolean not null default false,
  left_on date not null,
  -- When it was used, or could not be; from then on nothing of it is here.
  used_on date,
  constraint contacts_answer_one_thing check (num_nonnulls(tip_id, subscription_id, appeal_id) = 1),
  constraint contacts_are_sealed check ((sealed is null) = (key_day is null)),
  constraint used_contacts_are_gone check (used_on is null or sealed is null)
);
create index contacts_by_key on contacts (key_day) where sealed is not null;

-- Every template of an outgoing message, and the one kind of message it belongs to. The words are public, in the locale files.
create table outgoing_templates (
  key text primary key check (key ~ '^[a-z]+(-[a-z]+)*$'),
  kind text not null check (kind in ('ticket', 'subscription', 'appeal', 'reply-request', 'account')),
  unique (key, kind)
);
insert into outgoing_templates (key, kind) values
  ('ticket-closed', 'ticket'),
  ('check-withdrawn', 'subscription'),
  ('appeal-answered', 'appeal'),
  ('reply-asked', 'reply-request'),
  ('account-changed', 'account');

-- What goes out: a closed kind, bound to what it answers, saying a published version or a public template, and nothing else.
-- There is no column for words, and none for an address.
create table outbox (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('ticket', 'subscription', 'appeal', 'reply-request', 'account')),
  tip_id uuid references tips,
  subscription_id uuid references subscriptions,
  appeal_id uuid references appeals,
  reply_id uuid references case_replies,
  staff_id uuid references staff,
  check_id uuid,
  lang text not null check (lang ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$'),
  version integer,
  -- The place of the correction that is told, in the history of the check.
  correction integer,
  template text,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'unknown', 'failed')),
  queued_on date not null,
  settled_on date,
  constraint outbox_says_it_once unique nulls not distinct
    (kind, tip_id, subscription_id, appeal_id, reply_id, staff_id, check_id, correction, template),
  constraint outbox_answers_something check (
    num_nonnulls(tip_id, subscription_id, appeal_id, reply_id, staff_id) = 1 and case kind
      when 'ticket' then tip_id is not null
      when 'subscription' then subscription_id is not null
      when 'appeal' then appeal_id is not null
      when 'reply-request' then reply_id is not null
      when 'account' then staff_id is not null end),
  constraint outbox_says_something_public check (
    num_nonnulls(check_id, template) = 1 and (check_id is null) = (version is null)),
  constraint outbox_checks_for_askers check (check_id is null or kind in ('ticket', 'subscription')),
  constraint outbox_tells_corrections check ((correction is not null) = (kind = 'subscription' and check_id is not null)),
  constraint outbox_settled check ((settled_on is not null) = (state in ('sent', 'unknown', 'failed'))),
  constraint outbox_version_published foreign key (check_id, lang, version) references check_versions (check_id, lang, n),
  constraint outbox_template_of_kind foreign key (template, kind) references outgoing_templates (key, kind)
);
create index outbox_queued on outbox (queued_on, id) where state in ('queued', 'sending');
create index outbox_by_tip on outbox (tip_id) where tip_id is not null;
create index outbox_by_check on outbox (check_id, correction) where correction is not null;

-- A ticket is told what answers it, a subscription what changed in its check: nothing else can be put in.
create function outbox_fits() returns trigger language plpgsql as $$
begin
  if new.state <> 'queued' then
    raise exception 'a message begins queued' using errcode = 'check_violation', constraint = 'outbox_begins_queued';
  end if;
  if new.check_id is not null and exists (select from checks c where c.id = new.check_id and c.withdrawn_on is not null) then
    raise exception 'a withdrawn check is not sent' using errcode = 'check_violation', constraint = 'outbox_version_stands';
  end if;
  if new.kind = 'ticket' and not exists (
    select from tip_claims tc join claims c on c.id = tc.claim_id
      left join case_groups g on g.group_id = coalesce(c.group_id, c.id) left join cases k on k.id = g.case_id
    where tc.tip_id = new.tip_id and (
      new.check_id is not null and new.check_id in (c.answered_by, tc.check_id)
      or new.template = 'ticket-closed' and k.state = 'closed')) then
    raise exception 'this answers nothing that the ticket asks' using errcode = 'check_violation', constraint = 'outbox_answers_the_ticket';
  end if;
  if new.kind = 'subscription' and not exists (
    select from subscriptions s join checks c on c.id = s.check_id
    where s.id = new.subscription_id and s.ended_on is null and (
      new.check_id = s.check_id and new.correction >= s.seen and exists (
        select from corrections k where k.check_id = s.check_id and k.position = new.correction and k.kind <> 'minor')
      or new.template = 'check-withdrawn' and c.withdrawn_on is not null)) then
    raise exception 'this is not what the subscription is for' using errcode = 'check_violation', constraint = 'outbox_fits_the_subscription';
  end if;
  if new.kind = 'appeal' and not exists (select from appeals a where a.id = new.appeal_id and a.outcome is not null) then
    raise exception 'the appeal is not answered yet' using errcode = 'check_violation', constraint = 'outbox_answers_the_appeal';
  end if;
  return new;
end $$;
create trigger outbox_fits before insert on outbox for each row execute function outbox_fits();

-- Once handed over, a message is never sent again: from `sending` it goes back only where nothing was handed over.
create function outbox_moves() returns trigger language plpgsql as $$
begin
  if (new.id, new.kind, new.lang, new.queued_on) is distinct from (old.id, old.kind, old.lang, old.queued_on)
    or (new.tip_id, new.subscription_id, new.appeal_id, new.reply_id, new.staff_id, new.check_id, new.version, new.correction, new.template)
      is distinct from
       (old.tip_id, old.subscription_id, old.appeal_id, old.reply_id, old.staff_id, old.check_id, old.version, old.correction, old.template) then
    raise exception 'a message stays what it is' using errcode = 'restrict_violation', constraint = 'outbox_stands';
  end if;
  if new.state <> old.state and not (
    old.state = 'queued' and new.state in ('sending', 'failed')
    or old.state = 'sending' and new.state in ('queued', 'sent', 'unknown', 'failed')) then
    raise exception 'a message is handed over once' using errcode = 'restrict_violation', constraint = 'outbox_moves';
  end if;
  return new;
end $$;
create trigger outbox_moves before update on outbox for each row execute function outbox_moves();

create function outbox_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what went out stays told' using errcode = 'restrict_violation', constraint = 'outbox_is_kept';
end $$;
create trigger outbox_is_kept before delete or truncate on outbox for each statement execute function outbox_is_kept();

-- What somebody asks about their own data, and our reply: sealed like a contact, gone thirty days after the reply.
create table data_requests (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  kind text not null check (kind in ('see', 'erase', 'mend', 'other')),
  lang text not null check (lang ~ '^[a-z]{2,3}$'),
  lookup text not null unique,
  once text unique,
  key_day date,
  sealed bytea check (length(sealed) <= 60000),
  received_on date not null,
  acknowledge_by date not null,
  answer_by date not null,
  acknowledged_on date,
  answered_on date,
  handled_by uuid references staff,
  constraint requests_are_sealed check ((sealed is null) = (key_day is null)),
  constraint requests_acknowledged_first check (answered_on is null or acknowledged_on is not null),
  constraint requests_forgotten_when_answered check (sealed is not null or answered_on is not null)
);
create index data_requests_waiting on data_requests (acknowledge_by) where answered_on is null;

-- What each night forgot, in counts.
create table retention_reports (
  day date primary key,
  report jsonb not null check (jsonb_typeof(report) = 'object')
);

-- What was decided and still has the words of its askers.
create index claims_decided_with_text on claims (id) where answered_by is not null and text is not null;

-- The planner's statistics would keep samples of what is erased.
alter table tips alter column text set statistics 0;
alter table claims alter column text set statistics 0;
alter table cases alter column title set statistics 0;
