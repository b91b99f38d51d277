package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which kinds of work lie near one another, by where the teacher's vectors of their requests point: these are the ones that
 * are hard to tell apart. Immutable.
 */
final class Neighbours {
    private static final int NEAREST = 40;

    private final List<List<Corpus.Tagged>> groups;
    private final int[][] near;

    /** @param lesson the teacher's vector of a text, of length 1 */
    Neighbours(List<Corpus.Tagged> texts, Function<String, float[]> lesson) {
        groups = groups(texts);
        float[][] means = groups.stream().map(group -> mean(group, lesson)).toArray(float[][]::new);
        Columns all = new Columns(means);
        near = Arrays.stream(means).map(mean -> nearest(all.cosines(mean))).toArray(int[][]::new);
    }

    /** A request of one of the kinds that are nearest to that of a text, or of the same. */
    Corpus.Tagged of(Corpus.Tagged text, Random random) {
        int[] nearest = near[text.group()];
        List<Corpus.Tagged> group = groups.get(nearest[random.nextInt(nearest.length)]);
        return group.get(random.nextInt(group.size()));
    }

    private static List<List<Corpus.Tagged>> groups(List<Corpus.Tagged> texts) {
        List<List<Corpus.Tagged>> groups = new ArrayList<>();
        for (Corpus.Tagged text : texts) {
            while (groups.size() <= text.group()) {
                groups.add(new ArrayList<>());
            }
            groups.get(text.group()).add(text);
        }
        return groups;
    }

    private static float[] mean(List<Corpus.Tagged> group, Function<String, float[]> lesson) {
        float[] sum = new float[FitEnglish.DIMENSIONS];
        group.forEach(text -> Algebra.add(sum, lesson.apply(text.text()), 1));
        return Algebra.normalise(sum);
    }

    private static int[] nearest(float[] cosines) {
        return IntStream.range(0, cosines.length)
                .boxed()
                .sorted((one, other) -> Float.compare(cosines[other], cosines[one]))
                .limit(NEAREST)
                .mapToInt(place -> place)
                .toArray();
    }
}
