package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChoiceTests {
    private static final Subject SUBJECT =
            new Subject(new int[] {0}, new float[] {1}, new int[] {0}, new int[] {0}, new float[] {0.5f}, 0, 1);

    /** A candidate counts as much as its tag is near; "none fits" counts 0. */
    private static final ChoiceModel MODEL = new ChoiceModel(List.of(10d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d));

    @Test
    void aScoreIsTheProbabilityThatItFitsAndNotNobody() {
        assertThat(of(0).score(0)).isEqualTo(0.5);
        assertThat(of(0.1).score(0)).isCloseTo(1 / (1 + Math.exp(-1)), Offset.offset(1e-9));
    }

    @Test
    void equalCandidatesHaveEqualScoresHoweverManyTheyAre() {
        Choice twins = of(0.3, 0.3, 0.3);
        assertThat(twins.score(0)).isEqualTo(twins.score(2)).isEqualTo(of(0.3).score(0));
    }

    @Test
    void aScoreDoesNotDependOnWhoElseIsThere() {
        Choice choice = of(0.1, 0.3);
        assertThat(choice.best()).isEqualTo(1);
        assertThat(choice.score(0)).isEqualTo(of(0.1).score(0));
        assertThat(choice.score(1)).isEqualTo(of(0.3).score(0));
        assertThat(choice.share(0)).isCloseTo(Math.exp(-2), Offset.offset(1e-9));
    }

    @Test
    void aThousandPoorOnesDoNotAddUpToAGoodOne() {
        double[] poor = DoubleStream.generate(() -> -0.4).limit(1_000).toArray();
        assertThat(of(poor).score(0)).isEqualTo(of(-0.4).score(0)).isLessThan(0.02);
    }

    @Test
    void whoHasNoTagsIsNeverChosen() {
        Choice mixed = new Choice(List.of(Sight.NOTHING, sight(-0.3)), SUBJECT, MODEL);
        assertThat(mixed.best()).isEqualTo(1);
        assertThat(mixed.score(0)).isZero();
        Choice nobody = new Choice(Collections.nCopies(3, Sight.NOTHING), SUBJECT, MODEL);
        assertThat(nobody.best()).isEqualTo(-1);
        assertThat(nobody.score(1)).isZero();
    }

    private static Choice of(double... nearness) {
        return new Choice(DoubleStream.of(nearness).mapToObj(ChoiceTests::sight).toList(), SUBJECT, MODEL);
    }

    private static Sight sight(double nearness) {
        return new Sight(0, new Evidence(nearness, 0, 0, 0, 0, 0), List.of());
    }
}
