package cn.qingzhuang.app.ledger.store;

import java.util.List;

/**
 * A row of {@code file_authorities}: what the word of a file weighs.
 *
 * @param way ordinal of the authority for all other elements
 * @param owned numbers of the elements that the file's department owns
 * @param led numbers of the elements that it leads
 */
public record AuthorityRow(int file, int way, List<Integer> owned, List<Integer> led) {
    public AuthorityRow {
        owned = List.copyOf(owned);
        led = List.copyOf(led);
    }
}
