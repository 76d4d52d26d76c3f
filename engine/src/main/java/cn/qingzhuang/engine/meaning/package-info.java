/**
 * Resolves each slot of a layout to a catalogue element, aggregate, constant or nothing, with evidence. Owns the
 * vocabulary of headers and the learnt reader; refuses to touch values of people; may call sheet and catalog.
 */
@NullMarked
package cn.qingzhuang.engine.meaning;

import org.jspecify.annotations.NullMarked;
