package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.Review;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What sources say differently, who may be one person: shown, decided, taken back. */
@RestController
@RequestMapping("/api/review")
final class ReviewController {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String ACTOR = "网页录入";
    private static final int PAGE = 20;
    private static final int DECIDED_PAGE = 50;
    private static final int ROWS_MAX = 500;

    private final Facades facades;
    private final Asker asker;

    ReviewController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    /**
     * A decision about a conflict.
     *
     * @param how {@code keep} what is current, {@code take} what an entry says, {@code seen} and change nothing,
     *     {@code same} person, the entry's row is {@code apart}
     */
    record Decision(String unit, String how, @Nullable String entry) {}

    /** Two subjects that are one. */
    record Merged(String unit, String one, String two) {}

    /** Rows of a subject, each by one of its entries, that speak of somebody else. */
    record Split(String unit, String subject, List<String> entries) {}

    /** Where somebody works. */
    record At(String unit) {}

    @Needs(Verb.REVIEW_DECIDE)
    @GetMapping
    ObjectNode open(@RequestParam("unit") String unit, @RequestParam(value = "after", required = false) String after) {
        String code = asker.unit(Verb.REVIEW_DECIDE, unit);
        Optional<String> from = Optional.ofNullable(after).filter(a -> !a.isBlank());
        return json().open(facades.review().open(code, from, PAGE));
    }

    @Needs(Verb.REVIEW_DECIDE)
    @GetMapping("/decided")
    ObjectNode decided(
            @RequestParam("unit") String unit, @RequestParam(value = "before", required = false) Integer before) {
        String code = asker.unit(Verb.REVIEW_DECIDE, unit);
        return json().decided(facades.review().decided(code, Optional.ofNullable(before), DECIDED_PAGE), DECIDED_PAGE);
    }

    @Needs(Verb.REVIEW_DECIDE)
    @PostMapping("/{conflict}")
    ObjectNode decide(@PathVariable("conflict") String conflict, @RequestBody Decision said) {
        UUID id = Downloads.id(conflict);
        Ledger.Author author = author(said.unit());
        Review review = facades.review();
        review.subjectsOf(author.unitCode(), id).forEach(s -> subject(author, s));
        return ruling(
                switch (said.how()) {
                    case "keep" -> review.keep(id, author);
                    case "take" -> review.take(id, entry(said), author);
                    case "seen" -> review.dismiss(id, author);
                    case "same" -> review.same(id, author);
                    case "apart" -> review.apart(id, entry(said), author);
                    default -> throw AppProblems.malformedRequest();
                });
    }

    private static UUID entry(Decision said) {
        @Nullable String entry = said.entry();
        if (entry == null) {
            throw AppProblems.malformedRequest();
        }
        return Downloads.id(entry);
    }

    @Needs(Verb.REVIEW_DECIDE)
    @PostMapping("/merges")
    ObjectNode merge(@RequestBody Merged said) {
        Ledger.Author author = author(said.unit());
        return ruling(facades.review().merge(subject(author, said.one()), subject(author, said.two()), author));
    }

    @Needs(Verb.REVIEW_DECIDE)
    @PostMapping("/splits")
    ObjectNode split(@RequestBody Split said) {
        Ledger.Author author = author(said.unit());
        List<UUID> entries =
                said.entries().stream().limit(ROWS_MAX).map(Downloads::id).toList();
        return ruling(facades.review().split(subject(author, said.subject()), entries, author));
    }

    @Needs(Verb.REVIEW_DECIDE)
    @PostMapping("/decided/{ruling}/undo")
    ObjectNode undo(@PathVariable("ruling") int ruling, @RequestBody At said) {
        Ledger.Author author = author(said.unit());
        facades.review().subjectOf(author.unitCode(), ruling).ifPresent(s -> subject(author, s));
        return ruling(facades.review().undo(ruling, author));
    }

    /** The id of a subject that the asker may decide about. */
    private UUID subject(Ledger.Author author, String id) {
        asker.subject(Verb.REVIEW_DECIDE, author.unitCode(), id);
        return Downloads.id(id);
    }

    private static ObjectNode ruling(int ruling) {
        return JsonNodeFactory.instance.objectNode().put("ruling", ruling);
    }

    private Ledger.Author author(String unit) {
        return new Ledger.Author(ACTOR, asker.unit(Verb.REVIEW_DECIDE, unit));
    }

    private ReviewJson json() {
        return new ReviewJson(new PeopleJson(facades, LocalDate.now(ZONE)), LocalDate.now(ZONE));
    }
}
