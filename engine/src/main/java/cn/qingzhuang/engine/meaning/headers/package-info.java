/**
 * The learnt reader of header texts: normalising, segmentation, facets, candidates, named evidence, a log-linear choice
 * and its training. Owns how the words of a form become an element, a role or nothing; refuses to know workbooks (it
 * reads {@link cn.qingzhuang.engine.meaning.headers.HeaderForm}); may call the catalogue only.
 */
@NullMarked
package cn.qingzhuang.engine.meaning.headers;

import org.jspecify.annotations.NullMarked;
