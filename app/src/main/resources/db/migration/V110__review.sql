-- What the word of a file weighs: as its ordinal the authority of all its elements (way), and the numbers of those that its
-- department owned and led when it was taken. A file without a row weighs nothing more.
create table file_authorities (
    county_code text collate "C" not null,
    file_number int not null,
    way smallint not null,
    owned smallint[] not null,
    led smallint[] not null,
    primary key (county_code, file_number)
);

-- What officers decided about the ledger itself; each is a batch of the chain, whose hash covers it. kind: 1 a value was
-- kept (entries: what was appended), 2 nothing changes, 3 other_subject_id is subject_id (entries: the other's, which
-- count for subject_id from now on), 4 the entries are of other_subject_id, a new one, 5 an earlier ruling is taken back.
create table rulings (
    county_code text collate "C" not null,
    number int not null,
    kind smallint not null check (kind between 1 and 5),
    subject_id uuid not null,
    other_subject_id uuid,
    element text collate "C",
    conflict_id uuid,
    entries uuid[] not null default '{}',
    undoes int,
    check ((kind = 5) = (undoes is not null)),
    primary key (county_code, number)
);
create unique index rulings_undone on rulings (county_code, undoes) where undoes is not null;
create trigger rulings_append_only before update or delete or truncate on rulings
    for each statement execute function refuse_change();

-- Entries that count for another subject than the one they were appended to.
create view moved_entries as
    select distinct on (a.county_code, e.id)
        a.county_code, e.id, case a.kind when 3 then a.subject_id else a.other_subject_id end as subject_id
    from rulings a cross join unnest(a.entries) as e (id)
    where a.kind in (3, 4)
      and not exists (select from rulings u where u.county_code = a.county_code and u.undoes = a.number)
    order by a.county_code, e.id, a.number desc;

-- raised_about: of whom it was raised, where that subject is part of another now; raised_by, decided_by: the ruling.
alter table conflicts add column raised_about uuid;
alter table conflicts add column raised_by int;
alter table conflicts add column decided_by int;
