/**
 * The log of looks: who saw what of whom and why, hash-chained by county. Owns its entries and their written form; refuses
 * what cannot be written, and with it the look; may call access and
 * shared.
 */
@NullMarked
package cn.qingzhuang.app.looks;

import org.jspecify.annotations.NullMarked;
