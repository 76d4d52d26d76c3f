package cn.qingzhuang.app.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Everything one row of a file says.
 *
 * @param sheet index of the sheet
 * @param row one-based
 * @param block which of several blocks set side by side
 * @param self the row's own subject
 * @param household what it says of the person's household; may say nothing
 * @param head what it says of the household's head as a person; may say nothing
 * @param unreadable cells that hold no value of their element
 * @param refusal why the row cannot be taken, if so
 */
record RowClaims(
        int sheet,
        int row,
        int block,
        Claim self,
        Claim household,
        Claim head,
        List<Unreadable> unreadable,
        Optional<String> refusal) {

    /** A cell that was not taken. */
    record Unreadable(String element, String reason) {}
}
