/**
 * The pages and the HTTP interface of docs/spec/http.md. Owns requests, answers, jobs for showing progress and the guard
 * of the loopback; refuses rules of its own; may call every facade.
 */
@NullMarked
package cn.qingzhuang.app.server;

import org.jspecify.annotations.NullMarked;
