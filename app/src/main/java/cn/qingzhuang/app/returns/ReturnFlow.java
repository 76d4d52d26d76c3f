package cn.qingzhuang.app.returns;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.imports.Imports;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.returns.store.ReturnStore;
import cn.qingzhuang.app.returns.store.ReturnStore.AskedRow;
import cn.qingzhuang.app.returns.store.ReturnStore.ClosedRow;
import cn.qingzhuang.app.returns.store.ReturnStore.ReturnRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Requests of units for facts that a department holds, each with its last day. */
public final class ReturnFlow {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** As a county's rules lay down for answers to requests for sharing; the regulation's own days were not at hand. */
    private static final int DAYS_TO_ANSWER = 5;

    private static final int ELEMENTS_MAX = 100;
    private static final int WHOM_MAX = 200;
    private static final int WORDS_MAX = 500;
    private static final int DEPARTMENT_MAX = 40;

    private final ReturnStore store;
    private final Catalogue catalogue;
    private final Imports imports;
    private final WorkingDays days;
    private final Clock clock;
    private final Access access = new Access();

    public ReturnFlow(DataSource source, Catalogue catalogue, Imports imports, WorkingDays days, Clock clock) {
        this.store = new ReturnStore(source);
        this.catalogue = catalogue;
        this.imports = imports;
        this.days = days;
        this.clock = clock;
    }

    /** What is asked. */
    public record Asked(String unitCode, String department, List<String> elements, String whom, String reason) {
        public Asked {
            elements = List.copyOf(elements);
        }
    }

    /** Asks; Problem FEED-030 when something is missing. */
    public ReturnRequest ask(Viewer viewer, Asked asked) {
        requireWords(asked.department(), DEPARTMENT_MAX, "没有写明部门");
        requireWords(asked.whom(), WHOM_MAX, "没有写明要谁的资料");
        requireWords(asked.reason(), WORDS_MAX, "没有写明用来做什么");
        if (asked.elements().isEmpty() || asked.elements().size() > ELEMENTS_MAX) {
            throw ReturnProblems.notWhole("要选 1 到 " + ELEMENTS_MAX + " 个数据元");
        }
        for (String element : asked.elements()) {
            if (catalogue.elementOf(ElementKey.parse(element)).isEmpty()) {
                throw ReturnProblems.notWhole("目录里没有“" + element + "”");
            }
        }
        AskedRow row = new AskedRow(
                UUID.randomUUID(),
                asked.unitCode(),
                asked.department().strip(),
                asked.elements(),
                asked.whom().strip(),
                asked.reason().strip(),
                clock.instant(),
                viewer.title(),
                days.after(today(), DAYS_TO_ANSWER));
        store.add(row);
        return request(new ReturnRow(row, Optional.empty()));
    }

    private static void requireWords(String words, int max, String why) {
        if (words.isBlank() || words.strip().length() > max) {
            throw ReturnProblems.notWhole(why + "，或写得太长");
        }
    }

    /**
     * The requests of a unit and those below it that the viewer may see: open ones first, those due first. An officer sees those
     * that his department is asked.
     */
    public List<ReturnRequest> list(Viewer viewer, String unitCode) {
        return store.of(unitCode.substring(0, 6), Place.digits(unitCode)).stream()
                .map(this::request)
                .filter(r -> access.may(viewer, Verb.RETURN_READ, r.place()))
                .toList();
    }

    public Optional<ReturnRequest> find(UUID id) {
        return store.find(id).map(this::request);
    }

    /**
     * Answers by a file, whose rows are taken into the unit's ledger as of the department; Problem FEED-031 when the request has
     * ended, FEED-033 when no row could be taken.
     */
    public OpenImport answer(Viewer viewer, ReturnRequest request, String fileName, byte[] bytes) {
        requireOpen(request);
        OpenImport taken = imports.startAs(viewer.title(), fileName, bytes, request.unitCode());
        if (taken.report().accepted() == 0) {
            throw ReturnProblems.nothingTaken();
        }
        close(viewer, request, "answered", "", Optional.of(taken.id()));
        return taken;
    }

    /** Refuses; Problem FEED-032 without a reason, FEED-031 when the request has ended. */
    public void refuse(Viewer viewer, ReturnRequest request, String reason) {
        if (reason.isBlank() || reason.strip().length() > WORDS_MAX) {
            throw ReturnProblems.noReason();
        }
        close(viewer, request, "refused", reason.strip(), Optional.empty());
    }

    /** Takes a request back; Problem FEED-031 when it has ended. */
    public void withdraw(Viewer viewer, ReturnRequest request) {
        close(viewer, request, "withdrawn", "", Optional.empty());
    }

    private static void requireOpen(ReturnRequest request) {
        if (request.outcome().isPresent()) {
            throw ReturnProblems.ended();
        }
    }

    private void close(Viewer viewer, ReturnRequest request, String outcome, String words, Optional<UUID> imported) {
        if (!store.close(request.id(), new ClosedRow(outcome, clock.instant(), viewer.title(), words, imported))) {
            throw ReturnProblems.ended();
        }
    }

    private ReturnRequest request(ReturnRow row) {
        AskedRow asked = row.asked();
        return new ReturnRequest(
                asked.id(),
                asked.unitCode(),
                asked.department(),
                asked.elements(),
                asked.whom(),
                asked.reason(),
                asked.askedAt(),
                asked.askedBy(),
                asked.dueOn(),
                days.left(today(), asked.dueOn()),
                row.closed().map(c -> new ReturnRequest.Outcome(c.outcome(), c.at(), c.by(), c.words(), c.imported())));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** To be called after values were erased: takes these words out of what was asked and answered. */
    public void erased(String county, Set<String> words) {
        store.erase(county, words);
    }
}
