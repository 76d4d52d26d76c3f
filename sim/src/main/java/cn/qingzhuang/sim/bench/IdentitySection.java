package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Decision;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityMatcher;
import cn.qingzhuang.engine.identity.IdentityPart;
import cn.qingzhuang.sim.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Whom imported rows speak of: people of a township known to the ledger, met again in rows with the noise of real sheets. */
final class IdentitySection implements Section {
    private static final long SEED = 41;
    private static final World.Size SIZE = new World.Size("999001101000", 16, 1781, 0);

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        World world = new World(setting.elements(), SEED, SIZE);
        NoisyPeople people = new NoisyPeople(world, SEED);
        Map<Long, List<IdentityMatcher.Candidate>> index = new HashMap<>();
        for (NoisyPeople.Known known : people.known()) {
            IdentityMatcher.Candidate candidate = new IdentityMatcher.Candidate(known.id(), known.identity());
            for (long key : IdentityKeys.of(known.identity())) {
                index.computeIfAbsent(key, k -> new ArrayList<>()).add(candidate);
            }
        }
        List<NoisyPeople.Row> rows = people.rows();
        Map<Long, Integer> names = new HashMap<>();
        rows.forEach(row -> names.merge(IdentityKeys.nameKey(row.identity()), 1, Integer::sum));
        log.accept("identity: %d people known, %d rows".formatted(people.known().size(), rows.size()));
        Tally all = new Tally();
        Map<String, Tally> byTrouble = new TreeMap<>();
        long start = System.nanoTime();
        long compared = 0;
        for (NoisyPeople.Row row : rows) {
            Set<IdentityMatcher.Candidate> near = new LinkedHashSet<>();
            for (long key : IdentityKeys.lookups(row.identity())) {
                near.addAll(index.getOrDefault(key, List.of()));
            }
            compared += near.size();
            boolean isOnly = names.getOrDefault(IdentityKeys.nameKey(row.identity()), 0) == 1;
            Decision decision = IdentityMatcher.decide(row.identity(), List.copyOf(near), () -> isOnly);
            all.add(row, decision);
            byTrouble.computeIfAbsent(row.trouble(), t -> new Tally()).add(row, decision);
        }
        double micros = (System.nanoTime() - start) / 1_000.0 / rows.size();
        List<Figure> out = new ArrayList<>();
        String on = "%d rows about %d known people and strangers; %s"
                .formatted(rows.size(), people.known().size(), NoisyPeople.MIXTURE);
        Figure.Bars right = new Figure.Bars("≥ 99.5", "≥ 99.95");
        Figure.Bars found = new Figure.Bars("≥ 97", "≥ 98");
        String merged = "%d rows merged with nobody asked".formatted(all.merged);
        out.add(Figure.of("identity", "of automatic merges, right", all.precision(), "%", right, merged));
        out.add(Figure.of("identity", "of rows about known people, merged rightly", all.recall(), "%", found, on));
        out.add(Figure.plain("identity", "left to people", all.share(all.reviewed), "%", "of all rows"));
        out.add(Figure.plain("identity", "deciding a row", micros, "µs", compared / rows.size() + " candidates a row"));
        byTrouble.forEach((trouble, t) -> out.add(Figure.plain(
                "identity",
                "  " + trouble + ": merged rightly",
                t.recall(),
                "%",
                "%d rows; merged %d, of these wrong %d; to people %d"
                        .formatted(t.rows, t.merged, t.merged - t.right, t.reviewed))));
        return out;
    }

    private static final class Tally {
        private int rows;
        private int known;
        private int merged;
        private int right;
        private int reviewed;

        void add(NoisyPeople.Row row, Decision decision) {
            rows++;
            known += row.person().isEmpty() ? 0 : 1;
            String subject = "";
            if (decision instanceof Decision.Same same) {
                subject = same.subjectId();
            } else if (decision instanceof Decision.SameButDiffers same) {
                subject = same.subjectId();
            } else if (!(decision instanceof Decision.New)) {
                reviewed++;
            }
            merged += subject.isEmpty() ? 0 : 1;
            right += !subject.isEmpty() && subject.equals(row.person()) ? 1 : 0;
        }

        double precision() {
            return Figure.percent(right, merged);
        }

        double recall() {
            return Figure.percent(right, known);
        }

        double share(int part) {
            return Figure.percent(part, rows);
        }
    }

    /** The identity that a row or the ledger gives. */
    static Identity identity(Map<IdentityPart, String> parts, String household, String unit) {
        Identity.Builder builder = new Identity.Builder(SubjectType.PERSON);
        parts.forEach(builder::put);
        return builder.build(household, unit);
    }
}
