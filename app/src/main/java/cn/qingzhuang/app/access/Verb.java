package cn.qingzhuang.app.access;

import java.util.Locale;

/** What somebody may be allowed to do; its word is {@code fact.record} for {@code FACT_RECORD}. */
public enum Verb {
    /** The names of places, and how much is known there. */
    UNIT_READ,
    CATALOGUE_READ,
    CATALOGUE_CHANGE,
    PERSON_READ,
    /** A list of people as a file. */
    PERSON_EXPORT,
    FACT_RECORD,
    /** Workbooks that a village keeps: taken, looked at, their report. */
    IMPORT_TAKE,
    /** Templates: filled, looked at, taken away. */
    FORM_FILL,
    /** What a column means. */
    MEANING_CONFIRM,
    /** Tables that a department describes and takes itself, and what it asks the owners of elements for. */
    TABLE_TAKE,
    /** The change feed: subscriptions of a department, what changed, where it is sent to. */
    CHANGE_READ,
    /** Rows that another system sends. */
    ROW_PUSH,
    /** What units ask of departments: seen by both and by the burden office. */
    RETURN_READ,
    RETURN_ASK,
    RETURN_ANSWER,
    REVIEW_DECIDE,
    COMPLAINT_MAKE,
    COMPLAINT_READ,
    ACCOUNT_MANAGE,
    /** What departments may take: recorded and taken back. */
    GRANT_MANAGE,
    /** What the own department may take, and what others may take of what it owns. */
    GRANT_READ,
    /** Values of a person taken out of the ledger by law: asked for, and decided by somebody else. */
    ERASURE_ASK,
    ERASURE_DECIDE,
    /** Who looked at whom. */
    LOOK_READ,
    /** Figures of operations. */
    OPERATION_READ,
    /** Where the server may send to. */
    OPERATION_MANAGE;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
