package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.looks.Look;
import java.util.List;
import java.util.UUID;

/** What commands show of people, in the log of looks: whoever may read the home gives them, so the log names the command line. */
final class CommandLooks {
    private CommandLooks() {}

    /** Logs what a command is about to write; Problem ACCESS-013 when that cannot be logged. */
    static void record(Session session, String command, String purpose, String unitCode, Filling.Tells tells) {
        List<UUID> subjects = tells.subjects().stream().map(UUID::fromString).toList();
        record(session, command, purpose, unitCode, List.copyOf(tells.elements()), subjects);
    }

    /** Logs that everything of everybody in each county is about to be written. */
    static void recordEverything(Session session, String command, String purpose) {
        session.facades().ledger().units().stream()
                .map(unit -> unit.code().substring(0, 6))
                .filter(county -> !county.endsWith("00"))
                .distinct()
                .forEach(county ->
                        record(session, command, purpose, county + "000000", List.of(Look.EVERYTHING), List.of()));
    }

    private static void record(
            Session session,
            String command,
            String purpose,
            String unitCode,
            List<String> elements,
            List<UUID> subjects) {
        session.facades()
                .looks()
                .record(new Look(
                        IngestCommand.ACTOR, IngestCommand.ACTOR, command, purpose, unitCode, elements, subjects));
    }
}
