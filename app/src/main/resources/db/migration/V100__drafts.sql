-- Templates being filled. Their cells are made again from template and ledger; only what cannot be is kept.
create table drafts (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    file_name text not null,
    template bytea not null,
    unit_code text collate "C" not null,
    as_of date not null,
    created_at timestamptz not null default now(),
    primary key (county_code, id)
);
create index drafts_by_id on drafts (id);

-- Typed into cells that are about nobody in the ledger.
create table draft_values (
    county_code text collate "C" not null,
    draft_id uuid not null,
    sheet text not null,
    ref text not null,
    value text not null,
    primary key (county_code, draft_id, sheet, ref),
    foreign key (county_code, draft_id) references drafts (county_code, id) on delete cascade
);
