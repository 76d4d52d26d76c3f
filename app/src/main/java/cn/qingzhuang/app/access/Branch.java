package cn.qingzhuang.app.access;

import java.util.Locale;

/**
 * What kind of account it is: of somebody who works with the data, or of one of the three powers that GB/T 22239-2019 keeps
 * apart (三权分立). An account never changes its branch.
 */
public enum Branch {
    BUSINESS,
    SYSTEM,
    SECURITY,
    AUDIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
