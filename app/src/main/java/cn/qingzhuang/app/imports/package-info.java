/**
 * Workbooks that were taken into the ledger: kept so that a person can look at what was understood and correct it. Owns
 * the stored workbook and taking it again; refuses to know facts itself; may call forms and ledger.
 */
@NullMarked
package cn.qingzhuang.app.imports;

import org.jspecify.annotations.NullMarked;
