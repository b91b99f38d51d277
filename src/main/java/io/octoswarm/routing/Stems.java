package io.octoswarm.routing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * The stems of a text's words: lower case, without function words, English endings cut off by Porter's second stemmer
 * (the first one makes "general" of "generate" and "new" of "news"); Chinese, Japanese and Korean in pairs of
 * characters. Only the first 10,000 words of a text count.
 */
public final class Stems {
    private static final int MOST_WORDS = 10_000;
    private static final int MOST_CHARACTERS = 100_000;

    /** Words that say nothing about a subject, in tasks as in tags. */
    private static final CharArraySet FUNCTION_WORDS =
            new CharArraySet(List.of("""
                    a about above after again all also am an and any anybody anyone anything are as at be because been
                    before being below between both but by can can't could did do does doesn't doing don't down during
                    each few for from further get give go had has have having he her here hers him his how i i'd i'll
                    i'm i've if in into is isn't it its just let lets like make many may me might more most much must my
                    no nobody nor not nothing now of off ok okay on once one only or other our ours out over own please
                    same shall she should so some somebody someone something still such tell than thank thanks that the
                    their theirs them then there these they thing things this those through to too under until up us
                    very want was we were what when where which while who whom whose why will with would yes you your
                    yours""".strip().split("\\s+")), false);

    /** What the tokenizer would cut or glue wrongly. */
    private static final NormalizeCharMap SPELLINGS = spellings(Map.of(
            "c++", "cplusplus", "C++", "cplusplus", "c#", "csharp", "C#", "csharp", ".NET", " dotnet", "_", " "));

    private Stems() {}

    /** Each stem with the word that it was found in first, in the order of the text. */
    public static Map<String, String> of(String text) {
        String bounded = Normalizer.normalize(
                text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS), Normalizer.Form.NFKC);
        Map<String, String> stems = new LinkedHashMap<>();
        try (TokenStream tokens = tokens(bounded)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                stems.putIfAbsent(term.toString(), bounded.substring(offset.startOffset(), offset.endOffset()));
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is read from memory
        }
        return stems;
    }

    // Made anew for each text: Lucene's Analyzer keeps one for each thread that ever asked.
    private static TokenStream tokens(String text) {
        CharFilter characters = new MappingCharFilter(SPELLINGS, new StringReader(text));
        Tokenizer tokenizer = new StandardTokenizer();
        tokenizer.setReader(characters);
        TokenStream words = new LimitTokenCountFilter(tokenizer, MOST_WORDS);
        TokenStream plain = new CJKBigramFilter(new LowerCaseFilter(new EnglishPossessiveFilter(words)));
        return new SnowballFilter(new StopFilter(plain, FUNCTION_WORDS), new EnglishStemmer());
    }

    private static NormalizeCharMap spellings(Map<String, String> spellings) {
        NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
        spellings.forEach(builder::add);
        return builder.build();
    }
}
