/** All SQL of complaints. */
@NullMarked
package cn.qingzhuang.app.complaints.store;

import org.jspecify.annotations.NullMarked;
