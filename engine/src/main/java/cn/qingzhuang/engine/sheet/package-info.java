/**
 * Reads workbook bytes as a clerk reads a sheet. Owns Grid (cells), Layout (tables, headers, body, notes) and the
 * gate that refuses hostile files; refuses to know what a header means; calls nobody in the engine.
 */
@NullMarked
package cn.qingzhuang.engine.sheet;

import org.jspecify.annotations.NullMarked;
