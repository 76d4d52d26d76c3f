package cn.qingzhuang.app.catalog.store;

import java.time.Instant;

/**
 * One change of the catalogue.
 *
 * @param isCodeList whether the item is a code list, else an element
 * @param body the item after the change as JSON
 */
public record ChangeRow(long number, boolean isCodeList, String item, String body, Instant changedAt, String actor) {}
