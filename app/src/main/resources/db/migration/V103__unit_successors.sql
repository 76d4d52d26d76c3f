-- Villages merge every year. A unit that was closed (valid_to, or a successor) names the unit that goes on for it, in the
-- same county. Entries keep the code that their row said; the current view has the code that is in force.
alter table units add column successor text collate "C" check (successor <> code);
