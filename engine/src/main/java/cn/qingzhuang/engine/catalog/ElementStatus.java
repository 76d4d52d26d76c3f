package cn.qingzhuang.engine.catalog;

/** Where an element stands on the ladder of GB/T 18391 (ISO/IEC 11179). A retired element keeps its facts and is read no more. */
public enum ElementStatus {
    DRAFT("草案"),
    TRIAL("试用"),
    STANDARD("标准"),
    RETIRED("停用");

    private final String label;

    ElementStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
