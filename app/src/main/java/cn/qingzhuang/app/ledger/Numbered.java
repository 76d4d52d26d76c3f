package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;

/**
 * A stored element with its short number in a county.
 *
 * @param keptWith about whom the fact is kept
 * @param isIdentifying ID number, name, birth date, sex: a file never changes the current value
 * @param isPassing changes by itself (age) or happens again (a visit): newer wins and nobody is asked
 */
record Numbered(
        int number, ElementKey key, ValueType type, SubjectType keptWith, boolean isIdentifying, boolean isPassing) {}
