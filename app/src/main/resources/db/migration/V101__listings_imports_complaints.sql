-- Whom a draft's blank tables are for, where a person said it.
alter table drafts add column subject_id uuid;
create table draft_listings (
    county_code text collate "C" not null,
    draft_id uuid not null,
    sheet text not null,
    table_range text collate "C" not null,
    kind text collate "C" not null check (kind in ('everybody', 'titled', 'file')),
    file_number int check ((kind = 'file') = (file_number is not null)),
    primary key (county_code, draft_id, sheet, table_range),
    foreign key (county_code, draft_id) references drafts (county_code, id) on delete cascade
);

-- Workbooks that were taken into the ledger, kept to be looked at and corrected.
create table imports (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    file_name text not null,
    workbook bytea not null,
    unit_code text collate "C" not null,
    imported_at timestamptz not null default now(),
    rows_read int not null,
    rows_accepted int not null,
    doubts int not null,
    primary key (county_code, id)
);
create index imports_by_id on imports (id);

-- What people say against being asked. Nobody is named.
create table complaints (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    unit_code text collate "C" not null,
    page text not null,
    about text not null,
    words text not null check (length(words) between 1 and 2000),
    made_at timestamptz not null default now(),
    primary key (county_code, id)
);
