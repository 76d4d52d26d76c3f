/**
 * The product around the engine: Spring Boot, PostgreSQL, command line, pages. One package per module; other modules see
 * only a module's facade and records.
 */
@NullMarked
package cn.qingzhuang.app;

import org.jspecify.annotations.NullMarked;
