/**
 * The return flow (回流): a unit asks for facts that a department holds, the clock runs, the department answers by a file or refuses.
 * Owns the requests and the calendar of working days; refuses to judge what is true; may call access, imports, catalogue and shared.
 */
@NullMarked
package cn.qingzhuang.app.returns;

import org.jspecify.annotations.NullMarked;
