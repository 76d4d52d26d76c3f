package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Branch;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Post;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.Subscriptions;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.Hashes;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A county with a village, an officer of the police, his machine and what it follows. */
final class FeedHome {
    static final String DEPARTMENT = "县公安局";
    static final List<String> ELEMENTS = List.of("person_id_no", "person_name", "person_remark_condition");
    private static final String COUNTY = "999001000000";

    private FeedHome() {}

    /** By what the subscriber asks. */
    record Door(String token, String subscription) {}

    static Door begin(Facades facades) {
        String units = "code,name,parent\n999001000000,临川县,\n999001101000,青石镇,999001000000\n" + CrashWorker.VILLAGE
                + ",高桥村,999001101000\n";
        facades.ledger().loadUnits(WorkbookReader.read("units.csv", units.getBytes(StandardCharsets.UTF_8)));
        String password = "稻谷与山泉，一年又一年地来";
        String secret = facades.signingIn().newSecret();
        String session = facades.signingIn().setUp(secret, "administrator", "安全员甲", password);
        Viewer administrator = facades.signingIn().viewer(session).orElseThrow();
        Accounts.Opened officer = facades.accounts()
                .add(administrator, new Accounts.Wanted("officer", "户籍科", Branch.BUSINESS, Place.EVERYWHERE));
        Post post = new Post(
                UUID.randomUUID(), Role.OFFICER, COUNTY, DEPARTMENT, LocalDate.of(2020, 1, 1), Optional.empty());
        facades.accounts().grant(administrator, officer.id(), post);
        String token = facades.machines()
                .give(administrator, officer.id(), post.id(), "人口库")
                .token();
        Viewer machine = facades.machines().viewer(token).orElseThrow();
        Subscriptions.Wanted wanted = new Subscriptions.Wanted(DEPARTMENT, COUNTY, ELEMENTS, "更新人口基础信息");
        UUID subscription = facades.subscriptions().make(machine, wanted).id();
        return new Door(token, subscription.toString());
    }

    /** Takes a list of people nobody has met; answers how many. */
    static int take(Facades facades, int number, int rows) {
        byte[] bytes = CrashWorker.roster(number, rows);
        Reading reading = facades.forms().read("r%d.csv".formatted(number), bytes, stage -> {});
        IngestInput input = new IngestInput(reading.file(), Hashes.sha256(bytes), reading.mappings());
        return facades.ledger().ingest(input, CrashWorker.VILLAGE, "campaign").accepted();
    }
}
