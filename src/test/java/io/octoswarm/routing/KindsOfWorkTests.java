package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KindsOfWorkTests {
    private static final float[] COOKING = {1, 0, 0};
    private static final float[] BAKING = {0.8f, 0.6f, 0};
    private static final float[] BANKING = {0, 0, 1};
    private static final int KITCHEN = 0;
    private static final int MONEY = 1;

    private final KindsOfWork kinds = new KindsOfWork(
            new float[][] {COOKING, BAKING, BANKING},
            KindNames.read(List.of(
                    "= kitchen; food", "cook; recipe", "bake", "= money", "pay", "^ home; house | kitchen; money")),
            new float[][] {COOKING, COOKING, BAKING, BANKING, BANKING, {0, 1, 0}});

    @Test
    void findsTheFieldsAndTheNearestKindsOfATask() {
        Subject subject = kinds.subject(COOKING);
        assertThat(subject.fields()).contains(KITCHEN);
        assertThat(subject.odds()[0]).isGreaterThan(0.99f);
        assertThat(subject.kinds()).containsExactly(0, 1, 2);
        assertThat(subject.kindFields()).containsExactly(KITCHEN, KITCHEN, MONEY);
        assertThat(subject.nearness()).containsExactly(1, 0.8f, 0);
    }

    @Test
    void isInDoubtAboutATaskBetweenTheFields() {
        float half = (float) Math.sqrt(0.5);
        Subject between = kinds.subject(new float[] {half, 0, half});
        assertThat(between.odds()).hasSize(2);
        assertThat(between.doubt()).isGreaterThan(kinds.subject(COOKING).doubt());
        assertThat(between.clarity()).isLessThan(kinds.subject(COOKING).clarity());
    }

    @Test
    void aTagThatIsAKindMeansThatKindAndReachesItsField() {
        Reach reach = kinds.reach("Recipe", BANKING);
        assertThat(reach.ofKind(0, KITCHEN)).isEqualTo(1);
        assertThat(reach.ofKind(1, KITCHEN)).isZero();
        assertThat(reach.ofField(KITCHEN)).isEqualTo(1);
        assertThat(reach.ofField(MONEY)).isZero();
    }

    @Test
    void aTagThatIsAFieldMeansAllOfIt() {
        Reach reach = kinds.reach("food", COOKING);
        assertThat(reach.ofKind(0, KITCHEN)).isEqualTo(1);
        assertThat(reach.ofKind(1, KITCHEN)).isEqualTo(1);
        assertThat(reach.ofKind(2, MONEY)).isZero();
    }

    @Test
    void aWideTagReachesAllOfItsFields() {
        Reach reach = kinds.reach("home", COOKING);
        assertThat(reach.ofField(KITCHEN)).isEqualTo(1);
        assertThat(reach.ofField(MONEY)).isEqualTo(1);
        assertThat(reach.ofKind(2, MONEY)).isEqualTo(1);
    }

    @Test
    void anyOtherTagIsTakenForTheNearestNames() {
        Reach reach = kinds.reach("transfers", new float[] {0, 0.1f, 0.99f});
        assertThat(reach.ofField(MONEY)).isGreaterThan(0.9f);
        assertThat(reach.ofField(KITCHEN)).isLessThan(0.1f);
    }

    @Test
    void tellsHowNearATagIsToAField() {
        Reach reach = kinds.reach("dough", BAKING);
        assertThat(reach.kinship(KITCHEN)).isCloseTo(0.8f, within(0.01f));
        assertThat(reach.kinship(MONEY)).isZero();
    }

    @Test
    void hyphensAndCapitalsMakeNoOtherTag() {
        KindsOfWork lists = new KindsOfWork(
                new float[][] {COOKING, BANKING},
                KindNames.read(List.of("= lists", "shopping list", "to do")),
                new float[][] {BAKING, COOKING, BANKING});
        assertThat(lists.reach("Shopping-List", BANKING).ofKind(0, 0)).isEqualTo(1);
        assertThat(lists.reach("shopping_list", BANKING).ofKind(0, 0)).isEqualTo(1);
    }
}
