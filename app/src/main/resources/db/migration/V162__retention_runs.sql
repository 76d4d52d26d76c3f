-- That what is kept too long was erased, once a day and county, by whichever server came first. ended_at null: under way, or broken off
-- and taken over after some hours. after_gap: nothing was erased because no server had run for long and the clock may be wrong.
create table retention_runs (
    county_code text collate "C" not null check (length(county_code) = 6),
    day date not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    after_gap boolean not null default false,
    entries int not null default 0,
    primary key (county_code, day)
);
