package cn.qingzhuang.app.tables;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.store.RequestRow;
import cn.qingzhuang.app.tables.store.RequestStore;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import cn.qingzhuang.engine.mask.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What is missing in a table, asked of the department that owns the element and of nobody else. The owner is told of
 * whom, with names and numbers as far as he may see them and masked otherwise; he answers with a file that is taken
 * into the ledger, or refuses with a reason.
 */
public final class OwnerRequests {
    /** The owner of what every unit says of itself: there is no department that has it, and villages are not asked. */
    private static final String EVERY_UNIT = "填报单位";

    private static final int REASON_MAX = 300;
    private static final int LISTED_MAX = 20_000;
    private static final ElementKey NAME = ElementKey.of("person_name");
    private static final ElementKey ID_NUMBER = ElementKey.of("person_id_no");
    private static final List<String> NAMING = List.of(NAME.toString(), ID_NUMBER.toString());
    private static final List<String> LINE = List.of(NAME.toString(), ID_NUMBER.toString(), "village");

    private final RequestStore store;
    private final Tables tables;
    private final Grants grants;
    private final Access access = new Access();

    public OwnerRequests(DataSource source, Tables tables, Grants grants) {
        this.store = new RequestStore(source);
        this.tables = tables;
        this.grants = grants;
    }

    /** How a request ends. */
    public enum Outcome {
        ANSWERED,
        REFUSED,
        WITHDRAWN;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Asks the owner of one column for what is missing; answers the request, the open one where there is one. Problem
     * TABLE-006 when nothing is missing or no department owns the element.
     */
    public UUID ask(Viewer viewer, KeptTable table, ElementKey asked) {
        ElementKey column = Catalogue.storageKey(asked.element(), asked.role());
        int at = table.wanted().columns().indexOf(column);
        String owner = tables.ownerOf(column);
        if (at < 0 || owner.isEmpty() || owner.equals(EVERY_UNIT)) {
            throw TableProblems.nobodyToAsk(tables.nameOf(column));
        }
        Coverage.Counts now = tables.coverage(table.wanted()).all();
        int lacking = now.rows() - now.known(at);
        if (lacking == 0) {
            throw TableProblems.nothingMissing();
        }
        RequestRow row = new RequestRow(
                UUID.randomUUID(),
                table.id(),
                table.name(),
                table.wanted().unitCode(),
                table.department(),
                table.purpose(),
                table.basis(),
                column.toString(),
                owner,
                lacking,
                now.rows(),
                tables.clock().instant(),
                viewer.name(),
                Optional.empty(),
                "",
                "");
        return store.add(row) ? row.id() : open(table.id(), column);
    }

    private UUID open(UUID table, ElementKey column) {
        return store.openOf(table, column.toString()).orElseThrow(TableProblems::settledAlready);
    }

    /** What the viewer's departments asked others for. */
    public List<RequestRow> mine(Viewer viewer) {
        return store.askedBy(access.departments(viewer)).stream()
                .filter(r -> access.mayIn(viewer, Verb.TABLE_TAKE, r.unitCode()))
                .toList();
    }

    /** What others asked the viewer's departments for. */
    public List<RequestRow> toMe(Viewer viewer) {
        List<String> owned = store.owners().stream()
                .filter(owner -> grants.owns(access.departments(viewer), owner))
                .toList();
        return owned.isEmpty()
                ? List.of()
                : store.askedOf(owned).stream().filter(r -> isOwner(viewer, r)).toList();
    }

    private boolean isOwner(Viewer viewer, RequestRow row) {
        return grants.owns(access.departmentsIn(viewer, row.unitCode()), row.owner());
    }

    /** A request that the viewer may answer; Problem APP-018 where he may not or there is none. */
    public RequestRow requireToMe(Viewer viewer, UUID id) {
        return store.find(id).filter(r -> isOwner(viewer, r)).orElseThrow(AppProblems::notFound);
    }

    /**
     * Ends an open request: its owner says that it is answered, or refuses it with a reason; its department withdraws
     * it. Problem APP-018 for everybody else, TABLE-007 when it has ended, TABLE-008 for a refusal without reason.
     */
    public void settle(Viewer viewer, UUID id, Outcome outcome, String reason) {
        RequestRow row = store.find(id)
                .filter(r -> outcome == Outcome.WITHDRAWN ? isMine(viewer, r) : isOwner(viewer, r))
                .orElseThrow(AppProblems::notFound);
        String why = reason.strip();
        if (why.length() > REASON_MAX || outcome == Outcome.REFUSED && why.isEmpty()) {
            throw TableProblems.noReason(REASON_MAX);
        }
        if (!store.settle(
                row.id(), outcome.word(), why, viewer.name(), tables.clock().instant())) {
            throw TableProblems.settledAlready();
        }
    }

    private boolean isMine(Viewer viewer, RequestRow row) {
        return access.departmentsIn(viewer, row.unitCode()).contains(row.department());
    }

    /**
     * Of whom the element of a request is not known now.
     *
     * @param subjects their ids, in the order of the lines
     * @param lines name, number and village of each, as far as the owner may see them
     */
    public record Lacking(List<String> subjects, List<List<String>> lines, boolean isPlain) {}

    /** Of whom a request's element is lacking, at most 20,000; for its owner. */
    public Lacking lacking(Viewer viewer, RequestRow request) {
        KeptTable table = tables.find(request.table()).orElseThrow(AppProblems::notFound);
        ElementKey column = ElementKey.parse(request.element());
        WantedTable asked = new WantedTable(
                table.wanted().unitCode(),
                table.wanted().subject(),
                table.wanted().population(),
                List.of(NAME, ID_NUMBER, column));
        boolean isPlain = isPlain(viewer, request, asked);
        List<String> subjects = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        try (RowsAhead rows = tables.rows(asked)) {
            for (List<Row> block = rows.next(); !block.isEmpty(); block = rows.next()) {
                for (Row row : block) {
                    boolean isAsked =
                            row.cells().get(asked.columns().indexOf(column)).state() == CellState.UNKNOWN;
                    if (isAsked && subjects.size() < LISTED_MAX) {
                        subjects.add(row.id());
                        lines.add(line(row));
                    }
                }
            }
        }
        Masking masking = tables.masking(LINE, isPlain ? List.of() : NAMING, isPlain);
        return new Lacking(subjects, masking.rows(lines), isPlain);
    }

    /** Whether the owner may know who they are, and of each what the table's conditions say. */
    private boolean isPlain(Viewer viewer, RequestRow request, WantedTable asked) {
        List<String> told = Stream.concat(
                        NAMING.stream(), asked.asked().stream().map(ElementKey::toString))
                .distinct()
                .toList();
        Map<String, Release> releases = grants.entitled(viewer, request.unitCode(), told, request.purpose());
        return releases.values().stream().allMatch(r -> r == Release.PLAIN);
    }

    private List<String> line(Row row) {
        String name = row.cells().get(0).value();
        String number = row.cells().get(1).value();
        return List.of(name, number, tables.unitName(row.unitCode()));
    }

    /** To be called after values were erased: takes these words out of reasons. */
    public void erased(String county, Set<String> words) {
        store.erase(county, words);
    }
}
