-- What two people put forward about one appeal waits side by side, one of each: nobody's words take the place of somebody else's.
alter table appeal_answers_proposed drop constraint appeal_answers_proposed_pkey;
alter table appeal_answers_proposed add primary key (appeal_id, kind, proposed_by);
