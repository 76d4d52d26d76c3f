/**
 * OData 4.0 over kept tables, read only: what is asked in an address, the description of a table, its rows page by
 * page. Owns the grammar that it understands and its limits (docs/spec/odata.md); refuses everything else by name; may
 * call tables only.
 */
@NullMarked
package cn.qingzhuang.app.odata;

import org.jspecify.annotations.NullMarked;
