-- As before, and not while the ending of a case can be undone: what was taken of askers' pictures goes with their words.
drop trigger taken_pictures_go_with_case on cases;
create trigger taken_pictures_go_with_case after update of state, undo_until on cases for each row
  when (new.state = 'closed' and new.undo_until is null and (old.state <> 'closed' or old.undo_until is not null))
  execute function taken_pictures_go_with_case();
