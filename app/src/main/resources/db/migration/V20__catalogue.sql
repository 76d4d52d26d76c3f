-- What officers added to the shipped catalogue, changed or retired: the item after each change. Reference data, the same for
-- every county; the catalogue in force is the shipped one with these folded over it.
create table catalogue_changes (
    number bigint generated always as identity primary key,
    is_code_list boolean not null,
    item text collate "C" not null,
    body text not null,
    changed_at timestamptz not null,
    actor text not null
);
create index catalogue_changes_of_item on catalogue_changes (is_code_list, item, number);

create function refuse_catalogue_change() returns trigger language plpgsql as $$
begin
    raise exception 'the history of the catalogue is appended and never changed';
end
$$;
create trigger catalogue_append_only before update or delete or truncate on catalogue_changes
    for each statement execute function refuse_catalogue_change();
