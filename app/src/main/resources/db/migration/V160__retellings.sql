-- What is told anew of subjects without an entry that says it: values were erased, villages were merged. Each is a batch of the
-- chain without entries, hashed with this row, so that whoever follows the chain meets it in its place.

create table retellings (
    county_code text collate "C" not null,
    number int not null,              -- of its batch
    kind smallint not null check (kind between 1 and 2), -- 1: values were erased, 2: stand in another unit
    elements text[] not null,         -- stored keys of the elements that are concerned; none: all
    subjects uuid[] not null,         -- sorted
    primary key (county_code, number)
);
create trigger retellings_append_only before update or delete or truncate on retellings
    for each statement execute function refuse_change();
