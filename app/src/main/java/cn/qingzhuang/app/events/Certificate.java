package cn.qingzhuang.app.events;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A certificate was issued: its number, and its day where the catalogue has an element for it. */
final class Certificate {
    private static final Map<String, String> OF_PERSONS = new LinkedHashMap<>();
    private static final Map<String, String> OF_HOUSEHOLDS = new LinkedHashMap<>();
    private static final Map<String, String> DAYS = Map.of("dibao_cert_no", "dibao_cert_date");
    private static final String OTHER = "other";

    static {
        OF_PERSONS.put("person_id_no", "居民身份证");
        OF_PERSONS.put("disability_cert_no", "残疾人证");
        OF_PERSONS.put("veteran_cert_no", "优待证、优抚证");
        OF_PERSONS.put("discharge_cert_no", "退伍证");
        OF_PERSONS.put("person_residence_permit_no", "居住证");
        OF_PERSONS.put(OTHER, "其他证件");
        OF_HOUSEHOLDS.put("hukou_book_no", "户口簿");
        OF_HOUSEHOLDS.put("dibao_cert_no", "低保证");
        OF_HOUSEHOLDS.put("tekun_cert_no", "特困供养证");
        OF_HOUSEHOLDS.put("relief_cert_no", "救助证");
        OF_HOUSEHOLDS.put(OTHER, "其他证件");
    }

    private final Register register;
    private final Asked asked;

    Certificate(Register register, Asked asked) {
        this.register = register;
        this.asked = asked;
    }

    void plan(SubjectFacts subject, Plan plan) {
        Map<String, String> kinds = subject.type() == SubjectType.HOUSEHOLD ? OF_HOUSEHOLDS : OF_PERSONS;
        String kind = asked.field("certificate");
        String number = asked.field("number");
        if (!kinds.containsKey(kind)) {
            List<Preview.Choice> choices = kinds.entrySet().stream()
                    .map(e -> new Preview.Choice(e.getKey(), e.getValue()))
                    .toList();
            plan.need("certificate", "证件", choices);
        }
        if (number.isEmpty()) {
            plan.need("number", "证件号码", List.of());
        }
        if (!kinds.containsKey(kind)) {
            return;
        }
        if (kind.equals(OTHER)) {
            if (asked.field("title").isEmpty()) {
                plan.need("title", "证件名称", List.of());
            }
            plan.touch(subject);
            plan.note(asked.field("title") + " " + number);
            return;
        }
        String before = register.value(subject, kind);
        if (!before.isEmpty() && !before.equals(number)) {
            plan.notice("台账里原来的号码是 " + before + "，将改为新号码。");
        }
        plan.set(subject, kind, number);
        String day = DAYS.getOrDefault(kind, "");
        if (!day.isEmpty()) {
            plan.set(subject, day, asked.on().toString());
        }
        plan.note(kinds.getOrDefault(kind, "") + " " + number);
    }
}
