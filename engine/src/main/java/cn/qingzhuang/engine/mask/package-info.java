/**
 * What of a value may be seen where the value itself may not: masks, judged over all that one answer tells of a subject. Owns the
 * forms of masks; refuses to decide who is entitled to what; calls the catalogue only.
 */
@NullMarked
package cn.qingzhuang.engine.mask;

import org.jspecify.annotations.NullMarked;
