package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.util.List;

/** The key under which an event is found that another file tells of: its day, what it was and who had part in it. */
final class SameEvent {
    private static final long[] NONE = {};
    private static final int DAY = "2026-03-01".length();
    private static final List<String> DAYS = List.of(
            "event_time",
            "visit_date",
            "inspect_date",
            "meeting_time",
            "relief_date",
            "apply_date",
            "event_report_date");
    private static final List<String> KINDS =
            List.of("event_type", "event_name", "apply_item", "meeting_name", "inspect_task_name", "inspect_content");
    private static final List<String> PEOPLE =
            List.of("event_parties", "person_name@complainant", "person_name@visitee", "inspect_org", "applicant_name");

    private SameEvent() {}

    /** No key where the row does not say all three. */
    static long[] keys(Claim event) {
        if (event.type() != SubjectType.EVENT) {
            return NONE;
        }
        String day = first(event, DAYS);
        String kind = first(event, KINDS);
        String people = first(event, PEOPLE);
        return day.length() < DAY || kind.isEmpty() || people.isEmpty()
                ? NONE
                : new long[] {IdentityKeys.eventKey(event.unit(), day.substring(0, DAY), kind + "\n" + people)};
    }

    private static String first(Claim event, List<String> elements) {
        for (String wanted : elements) {
            for (int i = 0; i < event.said().size(); i++) {
                if (event.said().element(i).key().toString().equals(wanted)) {
                    return event.said().value(i);
                }
            }
        }
        return "";
    }
}
