package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.AuthorityRow;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the word of one source weighs for each element. Kept with a file as the numbers of the elements that its department
 * owned and led on that day: another owner in the
 * catalogue does not change what was believed. For one thread.
 */
final class Authorities {
    private final ElementNumbers numbers;
    private final Authority way;
    private final Set<Integer> owned;
    private final Set<Integer> led;
    private final FileOrigin origin;
    private final Map<Integer, Authority> known = new HashMap<>();

    private Authorities(
            ElementNumbers numbers, Authority way, Set<Integer> owned, Set<Integer> led, FileOrigin origin) {
        this.numbers = numbers;
        this.way = way;
        this.owned = owned;
        this.led = led;
        this.origin = origin;
    }

    /** Of a file of which nothing is known, and of what persons say on the page. */
    static Authorities plain(ElementNumbers numbers) {
        return new Authorities(numbers, Authority.IMPORT, Set.of(), Set.of(), FileOrigin.UNKNOWN);
    }

    /** Of a file that is being taken. */
    static Authorities of(FileOrigin origin, ElementNumbers numbers) {
        return new Authorities(numbers, origin.way(), Set.of(), Set.of(), origin);
    }

    /** Of a file that was taken. */
    static Authorities of(AuthorityRow row, ElementNumbers numbers) {
        return new Authorities(
                numbers, Authority.of(row.way()), Set.copyOf(row.owned()), Set.copyOf(row.led()), FileOrigin.UNKNOWN);
    }

    /** Whether its word weighs nothing more for any element. */
    boolean isPlain() {
        return way == Authority.IMPORT
                && owned.isEmpty()
                && led.isEmpty()
                && origin.issuer().isEmpty();
    }

    Authority of(Numbered element) {
        return isPlain() ? way : known.computeIfAbsent(element.number(), number -> work(element));
    }

    private Authority work(Numbered element) {
        if (owned.contains(element.number()) || origin.isFrom(element.owner())) {
            return Authority.OWNER;
        }
        return led.contains(element.number()) || origin.isFrom(element.lead()) ? Authority.LEAD : way;
    }

    Optional<Numbered> find(ElementKey key) {
        return numbers.find(key);
    }

    /** What is kept with the file, once all its elements have numbers. */
    AuthorityRow row(int file, Collection<Numbered> elements) {
        List<Integer> owner = new ArrayList<>();
        List<Integer> lead = new ArrayList<>();
        for (Numbered element : elements) {
            Authority authority = of(element);
            if (authority == Authority.OWNER) {
                owner.add(element.number());
            } else if (authority == Authority.LEAD) {
                lead.add(element.number());
            }
        }
        return new AuthorityRow(file, way.ordinal(), owner, lead);
    }
}
