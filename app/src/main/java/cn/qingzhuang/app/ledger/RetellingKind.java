package cn.qingzhuang.app.ledger;

/** Why subjects are told anew though no entry says anything of them. */
enum RetellingKind {
    /** Values were erased by law, or their time was over. */
    ERASED(1),
    /** Units were merged, or are no longer: the subjects stand in another one. */
    MOVED(2);

    private final int number;

    RetellingKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
