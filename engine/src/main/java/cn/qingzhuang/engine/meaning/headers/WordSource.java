package cn.qingzhuang.engine.meaning.headers;

/** Where the vocabulary to judge a form by comes from. */
public interface WordSource {
    /** The vocabulary without what only this issuer attests; "" or an unknown issuer gives the whole. */
    Vocabulary without(String issuer);

    /** Whether forms of this issuer had a part in the vocabulary. */
    boolean hasLearntFrom(String issuer);

    /** The same without about half of the synonyms and aliases, which half depending on the seed. */
    Vocabulary thinWithout(String issuer, int seed);
}
