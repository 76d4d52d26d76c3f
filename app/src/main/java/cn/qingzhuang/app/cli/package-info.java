/**
 * The command line: one class a command, one loop over files. Owns arguments, exit codes and what is printed; refuses to
 * know how anything is done; may call every facade.
 */
@NullMarked
package cn.qingzhuang.app.cli;

import org.jspecify.annotations.NullMarked;
