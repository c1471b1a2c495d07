-- The picture that somebody asked with, while their question waits: drawn anew, without metadata, for the team alone.
create table tip_pictures (
  tip_id uuid primary key references tips on delete cascade,
  file text not null references pictures
);
create index tip_pictures_by_file on tip_pictures (file);

-- Whatever erases the words of a question erases its picture with them; the file goes as soon as nothing else names it.
create function pictures_go_with_the_words() returns trigger language plpgsql as $$
begin
  insert into files_to_erase select p.file from tip_pictures p where p.tip_id = new.id on conflict do nothing;
  delete from tip_pictures where tip_id = new.id;
  return null;
end $$;
create trigger pictures_go_with_the_words after update of text on tips for each row
  when (old.text is not null and new.text is null)
  execute function pictures_go_with_the_words();
