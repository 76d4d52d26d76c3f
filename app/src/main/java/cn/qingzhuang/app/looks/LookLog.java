package cn.qingzhuang.app.looks;

import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.looks.store.LookStore;
import cn.qingzhuang.app.looks.store.LookStore.LookRow;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes looks, tells of them, writes them out. A look is in the database, committed, when {@link #record} returns: whoever shows
 * something calls it before. Looks that come together share one commit.
 */
public final class LookLog {
    private static final String HEAD = "qingzhuang-looks 1";

    private final LookStore store;
    private final Clock clock;
    private final Object writing = new Object();
    private final List<Waiting> waiting = new ArrayList<>();

    public LookLog(DataSource source, Clock clock) {
        this.store = new LookStore(source);
        this.clock = clock;
    }

    /** A look that waits to be written. */
    private static final class Waiting {
        private final Look look;
        private boolean isWritten;
        private @Nullable RuntimeException failed;

        Waiting(Look look) {
            this.look = look;
        }
    }

    /** Appends a look; Problem ACCESS-013 when it cannot be written: then nothing may be shown. */
    public void record(Look look) {
        Waiting mine = new Waiting(look);
        synchronized (waiting) {
            waiting.add(mine);
        }
        synchronized (writing) {
            if (!mine.isWritten && mine.failed == null) {
                writeAll();
            }
        }
        if (mine.failed != null) {
            System.getLogger(LookLog.class.getName()).log(System.Logger.Level.ERROR, "look not logged", mine.failed);
            throw LookProblems.notLogged();
        }
    }

    /** One writes for all that wait. */
    private void writeAll() {
        List<Waiting> all;
        synchronized (waiting) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        Map<String, List<Waiting>> byCounty = new LinkedHashMap<>();
        all.forEach(w -> byCounty.computeIfAbsent(w.look.county(), c -> new ArrayList<>())
                .add(w));
        byCounty.forEach((county, together) -> {
            try {
                store.append(county, (number, hash) -> rows(together, number, hash));
                together.forEach(w -> w.isWritten = true);
            } catch (RuntimeException e) { // whatever it is: told to each of them, none of which shows anything
                together.forEach(w -> w.failed = e);
            }
        });
    }

    private List<LookRow> rows(List<Waiting> together, long last, byte[] lastHash) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<LookRow> out = new ArrayList<>();
        byte[] hash = lastHash.length == 0 ? LookLine.FIRST : lastHash;
        long number = last;
        for (Waiting one : together) {
            Look look = one.look;
            hash = LookLine.hash(hash, LookLine.text(++number, at, look));
            out.add(new LookRow(
                    look.county(),
                    number,
                    at,
                    LookLine.plain(look.who()),
                    LookLine.plain(look.title()),
                    LookLine.plain(look.act()),
                    LookLine.plain(look.purpose()),
                    look.unitCode(),
                    look.elements(),
                    look.subjects(),
                    hash));
        }
        return out;
    }

    /** A look as it is shown. */
    public record Told(long number, Instant at, Look look) {}

    /** The looks at a subject, newest first, from before a number; those at everything among them. */
    public List<Told> at(String unitCode, UUID subject, Optional<Long> before, int max) {
        return told(store.at(county(unitCode), subject, before.orElse(Long.MAX_VALUE), max));
    }

    /** The looks that were asked for a unit or one below it, newest first, of one or of everybody. */
    public List<Told> of(String unitCode, Optional<String> who, Optional<Long> before, int max) {
        return told(store.of(county(unitCode), Place.digits(unitCode), who, before.orElse(Long.MAX_VALUE), max));
    }

    private static List<Told> told(List<LookRow> rows) {
        return rows.stream().map(r -> new Told(r.number(), r.at(), look(r))).toList();
    }

    private static Look look(LookRow row) {
        return new Look(
                row.who(), row.title(), row.act(), row.purpose(), row.unitCode(), row.elements(), row.subjects());
    }

    /** Writes the whole log of every county in the form of docs/spec/looks.md; answers how many entries. */
    public long export(Writer out) throws IOException {
        out.write(HEAD + "\n");
        long entries = 0;
        for (String county : store.counties()) {
            LookStore.Chain chain = store.chain(county);
            for (long from = 0; from < chain.last(); from += LookStore.PAGE) {
                for (LookRow row : store.from(county, from, Math.min(chain.last(), from + LookStore.PAGE))) {
                    out.write(
                            LookLine.text(row.number(), row.at(), look(row)) + "\t" + LookLine.hex(row.hash()) + "\n");
                }
            }
            out.write("end\t" + county + "\t" + chain.last() + "\t" + LookLine.hex(chain.hash()) + "\n");
            entries += chain.last();
        }
        return entries;
    }

    private static String county(String unitCode) {
        return unitCode.substring(0, 6);
    }
}
