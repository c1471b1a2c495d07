-- Asking back: those who asked a case are asked one thing, a public template, once. What they write stays beside their tip, by day.

alter table templates drop constraint templates_key_check, add constraint templates_key_check check (key in (
  'scam-victim', 'crisis', 'emergency', 'not-checkable', 'duplicate', 'thanks',
  'question-where', 'question-whole', 'question-post', 'question-when'));

insert into outgoing_templates (key, kind) values
  ('question-where', 'ticket'),
  ('question-whole', 'ticket'),
  ('question-post', 'ticket'),
  ('question-when', 'ticket');

create table case_questions (
  id uuid primary key,
  case_id uuid not null references cases,
  template text not null references outgoing_templates (key),
  asked_by uuid not null references staff,
  asked_on date not null,
  undone_on date,
  constraint questions_are_templates check (template in ('question-where', 'question-whole', 'question-post', 'question-when')),
  constraint questions_by_template unique (id, template)
);
create unique index one_question_per_case on case_questions (case_id) where undone_on is null;

-- No column for words but those of the reply itself, which is masked like its tip and goes with it.
create table tip_replies (
  tip_id uuid not null references tips on delete cascade,
  question_id uuid not null references case_questions,
  text text not null check (length(text) between 1 and 2000),
  day date not null,
  primary key (tip_id, question_id)
);
create index tip_replies_by_question on tip_replies (question_id);
-- The planner's statistics would keep samples of what is erased.
alter table tip_replies alter column text set statistics 0;

create index cases_joined on cases (joined_to) where joined_to is not null;

-- The questions that stand for whoever asks a case: its own first, then those of cases that were joined to it.
create function questions_of(wanted uuid) returns table (question uuid, template text, asked_on date, step integer) language sql stable as $$
  with recursive joined (id, step) as (
    select wanted, 0 union select k.id, j.step + 1 from cases k join joined j on k.joined_to = j.id where j.step < 20)
  select q.id, q.template, q.asked_on, min(j.step) from joined j join case_questions q on q.case_id = j.id
  where q.undone_on is null group by q.id order by min(j.step), q.id
$$;

-- Whether a tip asks the case of a question that stands, and that case is still worked on.
create function tip_is_asked(tip uuid, wanted uuid) returns boolean language sql stable as $$
  select exists (
    select from tip_claims tc join claims c on c.id = tc.claim_id
      join case_groups g on g.group_id = coalesce(c.group_id, c.id) join cases k on k.id = g.case_id
    where tc.tip_id = tip and c.answered_by is null and tc.check_id is null and k.state in ('open', 'review', 'decided')
      and exists (select from questions_of(k.id) q where q.question = wanted))
$$;

create function questions_fit() returns trigger language plpgsql as $$
declare
  asker record;
  of record;
begin
  select * into asker from staff where id = new.asked_by;
  if asker.state is distinct from 'active' or asker.role not in ('checker', 'reviewer', 'editor', 'owner') then
    raise exception 'this account does not ask back' using errcode = 'check_violation', constraint = 'questions_asked_by_right';
  end if;
  select * into of from cases where id = new.case_id;
  if of.state not in ('open', 'review') or of.asked = 0 then
    raise exception 'nobody waits for this case' using errcode = 'check_violation', constraint = 'questions_of_asked_cases';
  end if;
  if new.undone_on is not null or exists (select from questions_of(new.case_id)) then
    raise exception 'a case is asked about once' using errcode = 'check_violation', constraint = 'questions_asked_once';
  end if;
  return new;
end $$;
create trigger questions_fit before insert on case_questions for each row execute function questions_fit();

-- A question stays what it was; it is taken back whole, as long as nobody has replied.
create function questions_stand() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'what was asked stays' using errcode = 'restrict_violation', constraint = 'questions_are_kept';
  end if;
  if (new.id, new.case_id, new.template, new.asked_by, new.asked_on) is distinct from (old.id, old.case_id, old.template, old.asked_by, old.asked_on)
    or old.undone_on is not null then
    raise exception 'a question is taken back, not rewritten' using errcode = 'restrict_violation', constraint = 'questions_stand';
  end if;
  if exists (select from tip_replies r where r.question_id = new.id) then
    raise exception 'somebody has replied already' using errcode = 'restrict_violation', constraint = 'questions_replied_stand';
  end if;
  return new;
end $$;
create trigger questions_stand before update or delete on case_questions for each row execute function questions_stand();
create trigger questions_are_kept before truncate on case_questions for each statement execute function questions_stand();

-- A word that answers no ticket cannot be kept: it needs a waiting tip with its own words, and a question that this tip was asked.
create function replies_fit() returns trigger language plpgsql as $$
begin
  perform from tips where id = new.tip_id and state = 'waiting' and text is not null for share;
  if not found then
    raise exception 'no ticket waits for this' using errcode = 'check_violation', constraint = 'replies_of_waiting_tips';
  end if;
  perform from case_questions where id = new.question_id and undone_on is null for share;
  if not found or not tip_is_asked(new.tip_id, new.question_id) then
    raise exception 'nobody asked this ticket' using errcode = 'check_violation', constraint = 'replies_answer_a_question';
  end if;
  return new;
end $$;
create trigger replies_fit before insert on tip_replies for each row execute function replies_fit();

create function replies_stand() returns trigger language plpgsql as $$
begin
  raise exception 'a reply is taken back, not rewritten' using errcode = 'restrict_violation', constraint = 'replies_stand';
end $$;
create trigger replies_stand before update on tip_replies for each row execute function replies_stand();

-- Whatever erases the words of a tip erases what it replied.
create function replies_go_with_words() returns trigger language plpgsql as $$
begin
  delete from tip_replies where tip_id = new.id;
  return null;
end $$;
create trigger replies_go_with_words after update of text on tips for each row
  when (old.text is not null and new.text is null) execute function replies_go_with_words();

-- Once a case is over, so are the replies; one that was joined to another case is not.
create function replies_go_with_case() returns trigger language plpgsql as $$
begin
  delete from tip_replies r where r.question_id in (select q.question from questions_of(new.id) q);
  return null;
end $$;
create trigger replies_go_with_case after update of state on cases for each row
  when (new.state is distinct from old.state and (new.state = 'published' or new.state = 'closed' and new.joined_to is null))
  execute function replies_go_with_case();

-- The letter that says a question waits, once for each ticket and question.
alter table outbox
  add column question_id uuid references case_questions,
  drop constraint outbox_says_it_once,
  add constraint outbox_says_it_once unique nulls not distinct
    (kind, tip_id, subscription_id, appeal_id, reply_id, staff_id, check_id, correction, template, occasion, question_id),
  add constraint outbox_asks_what_was_asked foreign key (question_id, template) references case_questions (id, template),
  add constraint outbox_asks_questions check ((question_id is not null) = coalesce(template like 'question-%', false));

create or replace function outbox_fits() returns trigger language plpgsql as $$
begin
  if new.state <> 'queued' then
    raise exception 'a message begins queued' using errcode = 'check_violation', constraint = 'outbox_begins_queued';
  end if;
  if new.check_id is not null and exists (select from checks c where c.id = new.check_id and c.withdrawn_on is not null) then
    raise exception 'a withdrawn check is not sent' using errcode = 'check_violation', constraint = 'outbox_version_stands';
  end if;
  if new.kind = 'ticket' and new.question_id is not null then
    if not tip_is_asked(new.tip_id, new.question_id) then
      raise exception 'this ticket was not asked' using errcode = 'check_violation', constraint = 'outbox_asks_the_ticket';
    end if;
  elsif new.kind = 'ticket' and not exists (
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

create or replace function outbox_moves() returns trigger language plpgsql as $$
begin
  if (new.id, new.kind, new.lang, new.queued_on) is distinct from (old.id, old.kind, old.lang, old.queued_on)
    or (new.tip_id, new.subscription_id, new.appeal_id, new.reply_id, new.staff_id, new.check_id, new.version, new.correction,
        new.template, new.occasion, new.question_id)
      is distinct from
       (old.tip_id, old.subscription_id, old.appeal_id, old.reply_id, old.staff_id, old.check_id, old.version, old.correction,
        old.template, old.occasion, old.question_id) then
    raise exception 'a message stays what it is' using errcode = 'restrict_violation', constraint = 'outbox_stands';
  end if;
  if new.state <> old.state and not (
    old.state = 'queued' and new.state in ('sending', 'failed')
    or old.state = 'sending' and new.state in ('queued', 'sent', 'unknown', 'failed')) then
    raise exception 'a message is handed over once' using errcode = 'restrict_violation', constraint = 'outbox_moves';
  end if;
  return new;
end $$;
