/** All SQL of the search for people. */
@NullMarked
package cn.qingzhuang.app.people.store;

import org.jspecify.annotations.NullMarked;
