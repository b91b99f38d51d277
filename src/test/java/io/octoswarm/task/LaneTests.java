package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LaneTests {
    private static final Predicate<String> NOBODY = octo -> false;
    private static final Predicate<String> EVERYBODY = octo -> true;

    @Test
    void aTaskWithoutNeedsIsOpenToAll() {
        assertThat(lane(NewTask.of("x")).openTo("pi", List.of(), NOBODY)).isTrue();
    }

    @Test
    void theTagsMustCoverTheNeeds() {
        Lane lane = lane(NewTask.of("x").needing(List.of("Ops", "disk")));

        assertThat(lane.openTo("pi", List.of("disk", "OPS", "more"), NOBODY)).isTrue();
        assertThat(lane.openTo("pi", List.of("disk"), NOBODY)).isFalse();
    }

    @Test
    void theTargetMayTakeItWhateverItsTags() {
        Lane lane = lane(NewTask.of("x").needing(List.of("ops")).to("Sentinel", true));

        assertThat(lane.openTo("sentinel", List.of(), NOBODY)).isTrue();
        assertThat(lane.openTo("pi", List.of("ops"), EVERYBODY)).isFalse();
    }

    @Test
    void anotherWithTheTagsMayTakeItOnceTheTargetIsGone() {
        Lane lane = lane(NewTask.of("x").needing(List.of("ops")).to("sentinel", false));

        assertThat(lane.openTo("pi", List.of("ops"), NOBODY)).isFalse();
        assertThat(lane.openTo("pi", List.of("ops"), "sentinel"::equals)).isTrue();
        assertThat(lane.openTo("pi", List.of(), "sentinel"::equals)).isFalse();
    }

    @Test
    void aLaneIsReadAsItWasWritten() {
        for (NewTask task : List.of(
                NewTask.of("x"),
                NewTask.of("x").needing(List.of("b", "A tag of words")),
                NewTask.of("x").needing(List.of("a@b!>,c")),
                NewTask.of("x").to("jürgen", true),
                NewTask.of("x").needing(List.of("ops")).to("sentinel", false),
                NewTask.of("x").dispatchedTo("sentinel"))) {
            Lane lane = lane(task);
            assertThat(Lane.parse(lane.name())).isEqualTo(lane);
        }
    }

    @Test
    void whatAPeerDoesIsFollowedByTheOneWhoPostedIt() {
        Lane lane = lane(NewTask.of("x").dispatchedTo("sentinel"));

        assertThat(lane.followed()).isTrue();
        assertThat(lane.openTo("atlas", List.of(), NOBODY)).isTrue();
        assertThat(lane.openTo("sentinel", List.of(), EVERYBODY)).isFalse();
    }

    private static Lane lane(NewTask task) {
        return Lane.of(task, "atlas");
    }
}
