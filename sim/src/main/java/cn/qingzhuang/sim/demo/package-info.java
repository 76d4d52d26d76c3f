/**
 * The demonstration: an invented township, the ledgers its villages keep and the templates three bureaus send. Owns what is
 * shown and in which order; refuses real data; may call world, workbook and the app's command line and server.
 */
@NullMarked
package cn.qingzhuang.sim.demo;

import org.jspecify.annotations.NullMarked;
