package cn.qingzhuang.app.complaints;

/**
 * What somebody said against being asked.
 *
 * @param unitCode the unit that was worked for
 * @param page where it was said
 * @param about the form or file it is about; may be empty
 * @param madeAt day and minute, empty for one that is not stored yet
 */
public record Complaint(String unitCode, String page, String about, String words, String madeAt) {}
