package cn.qingzhuang.engine.catalog;

/** How much harm a value can do in the wrong hands (数据安全法 第二十一条, 个人信息保护法 第二十八条). Ordered: later is more. */
public enum Sensitivity {
    /** 一般: about units, organisations and places. */
    LOW("一般"),
    /** 个人: about a person or household. */
    MEDIUM("个人"),
    /** 敏感: sensitive personal information. */
    HIGH("敏感"),
    /** 专管: 严重精神障碍, 社区矫正, 重点青少年; never in ordinary forms. */
    RESTRICTED("专管");

    private final String label;

    Sensitivity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
