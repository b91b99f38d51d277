package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.Fellows;
import io.octoswarm.agent.GroupTalk;
import io.octoswarm.conversation.Members;
import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Three Octos with a register each, and a network between them of which the test cuts parts. */
class ClaimsTests {
    private static final long GROUP = -1001234567890L;
    private static final List<String> NAMES = List.of("atlas", "scholar", "sentinel");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final Map<String, LocalDatabase> databases = new LinkedHashMap<>();
    private final Map<String, Claims> octos = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Duration second = Duration.ofMillis(20);
    private volatile Consumer<String> onTheWay = way -> {};
    private final Set<String> believedAway = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void open() {
        NAMES.forEach(name -> databases.put(name, new LocalDatabase(folder.resolve(name + ".db"))));
        NAMES.forEach(this::start);
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
        databases.values().forEach(LocalDatabase::close);
    }

    private void start(String name) {
        Members members = new Members(
                GROUP,
                Set.of(),
                NAMES.stream()
                        .map(other -> new Members.Octo(other, other + "_bot", null, other.equals("atlas"), true))
                        .toList());
        octos.put(
                name,
                new Claims(
                        register(name),
                        new Wire(name),
                        () -> Optional.of(members),
                        other -> believedAway.contains(other) || isCut(name, other),
                        name,
                        second));
    }

    private Register register(String name) {
        return new Register(databases.get(name).jdbc(), clock);
    }

    private boolean isCut(String one, String other) {
        return cut.contains(one + other) || cut.contains(other + one);
    }

    /** A claim reaches the other one's register, unless the way is cut. */
    private final class Wire implements Fellows {
        private final String from;

        private Wire(String from) {
            this.from = from;
        }

        @Override
        public CompletableFuture<Optional<String>> claim(String peer, String conversation, String message) {
            Optional<String> holder = isCut(from, peer)
                    ? Optional.empty()
                    : Optional.of(register(peer).claim(GROUP, Long.parseLong(message), from));
            onTheWay.accept(from + " asks " + peer);
            return CompletableFuture.completedFuture(holder);
        }

        @Override
        public CompletableFuture<Optional<String>> holder(String peer, String conversation, String message) {
            return CompletableFuture.completedFuture(
                    isCut(from, peer)
                            ? Optional.empty()
                            : Optional.of(register(peer).claim(GROUP, Long.parseLong(message), peer)));
        }

        @Override
        public void leave(String peer, String conversation, String message, String winner) {
            if (!isCut(from, peer)) {
                register(peer).leave(GROUP, Long.parseLong(message), from, winner);
            }
        }

        @Override
        public CompletableFuture<Optional<GroupTalk.News>> said(String peer, String conversation, long after) {
            throw new UnsupportedOperationException("claims only");
        }

        @Override
        public CompletableFuture<Optional<GroupTalk.Sight>> sight(String peer, String conversation, String message) {
            throw new UnsupportedOperationException("claims only");
        }

        @Override
        public CompletableFuture<Optional<Integer>> stop(String peer, String conversation) {
            throw new UnsupportedOperationException("claims only");
        }
    }

    private Turn turn(int id, String octo) {
        Message message = Message.builder()
                .messageId(id)
                .chat(Chat.builder().id(GROUP).type("supergroup").build())
                .build();
        return new Turn(
                new Updates.Stored(id, "{}", clock.instant()), message, true, octo.equals("atlas") ? null : "atlas");
    }

    private boolean isMine(String octo, int message) {
        return octos.get(octo).isMine(turn(message, octo));
    }

    @Test
    void theFirstToClaimHasItAndKeepsItOverARestart() {
        assertThat(isMine("sentinel", 5)).isTrue();
        start("sentinel");
        assertThat(isMine("atlas", 5)).isFalse();
        assertThat(isMine("scholar", 5)).isFalse();
        assertThat(isMine("sentinel", 5)).isTrue();
        assertThat(isMine("atlas", 6)).isTrue();
    }

    @Test
    void aSupervisorThatComesBackGivesWayToTheOneThatStoodIn() {
        cut.addAll(List.of("atlasscholar", "atlassentinel"));
        assertThat(isMine("scholar", 5)).isTrue();
        cut.clear();

        assertThat(isMine("atlas", 5)).isFalse();
    }

    @Test
    void oneThatIsKilledBeforeItAnsweredHasItStillThoughTheSupervisorCameBackMeanwhile() {
        cut.add("atlasscholar");
        assertThat(isMine("scholar", 5)).isTrue();
        cut.add("scholarsentinel");
        assertThat(isMine("atlas", 5)).isFalse();
        cut.clear();
        start("scholar");

        assertThat(isMine("scholar", 5)).isTrue();
        assertThat(isMine("atlas", 5)).isFalse();
    }

    @Test
    void whoGivesWayLeavesToTheOtherOneWhatItHadClaimed() {
        cut.addAll(List.of("atlassentinel", "scholarsentinel"));
        assertThat(isMine("sentinel", 5)).isTrue();
        cut.clear();
        assertThat(isMine("scholar", 5)).isFalse();
        start("sentinel");

        assertThat(isMine("sentinel", 5)).isTrue();
        assertThat(isMine("scholar", 5)).isFalse();
    }

    /** Atlas could not be told that scholar, whom sentinel remembers, had given way to it. */
    @Test
    void whatIsRememberedOfOneThatGaveWayStopsNobody() {
        cut.add("atlasscholar");
        assertThat(isMine("scholar", 5)).isTrue();
        cut.addAll(List.of("scholarsentinel", "atlassentinel"));
        assertThat(isMine("atlas", 5)).isTrue();
        cut.remove("atlasscholar");
        start("scholar");
        assertThat(isMine("scholar", 5)).isFalse();
        cut.clear();
        start("atlas");

        assertThat(isMine("atlas", 5)).isTrue();
    }

    /** Each is up or down at each moment; who is killed while it answers claims anew when it is up. */
    @Test
    void whoeverIsKilledAndComesBackSomebodyAnswers() {
        second = Duration.ZERO;
        NAMES.forEach(this::start);
        Random random = new Random(7);
        for (int id = 1; id <= 400; id++) {
            Set<String> wanting = new HashSet<>(NAMES);
            int answers = 0;
            for (int moment = 0; !wanting.isEmpty(); moment++) {
                boolean late = moment > 6; // all are up from here on
                List<String> up = NAMES.stream()
                        .filter(name -> late || random.nextInt(3) > 0)
                        .toList();
                cut.clear();
                NAMES.forEach(one -> NAMES.forEach(other -> {
                    if (!up.contains(one) || !up.contains(other)) {
                        cut.add(one + other);
                    }
                }));
                for (String octo : up) {
                    if (!wanting.contains(octo) || !late && random.nextBoolean()) {
                        continue;
                    }
                    if (!isMine(octo, id)) {
                        wanting.remove(octo);
                    } else if (late || random.nextInt(3) == 0) { // or else it is killed before it has answered
                        wanting.remove(octo);
                        answers++;
                    }
                }
            }
            assertThat(answers).as("answers to %s", id).isPositive();
        }
    }

    /** Scholar is back while atlas, which was not there when scholar claimed, has claimed a part only. */
    @Test
    void oneThatIsBackWaitsForARivalThatIsAboutToGiveWay() throws Exception {
        cut.add("atlasscholar");
        assertThat(isMine("scholar", 5)).isTrue();
        CountDownLatch halfway = new CountDownLatch(1);
        CountDownLatch sawTheRival = new CountDownLatch(1);
        onTheWay = way -> {
            if (way.equals("atlas asks scholar")) {
                halfway.countDown();
                await(sawTheRival);
            } else if (way.equals("scholar asks atlas")) {
                sawTheRival.countDown();
            }
        };
        CompletableFuture<Boolean> atlas = CompletableFuture.supplyAsync(() -> isMine("atlas", 5), thread);
        await(halfway);
        cut.clear();
        start("scholar");

        assertThat(isMine("scholar", 5)).isTrue();
        assertThat(atlas.get(1, TimeUnit.MINUTES)).isFalse();
    }

    /** They were cut off from one another, so both began to answer; neither is left out when they are back. */
    @Test
    void ofTwoThatBothHeldItOneGivesWay() throws Exception {
        cut.addAll(List.of("atlasscholar", "atlassentinel", "scholarsentinel"));
        assertThat(isMine("scholar", 5)).isTrue();
        assertThat(isMine("sentinel", 5)).isTrue();
        cut.clear();
        NAMES.forEach(this::start);

        CompletableFuture<Boolean> scholar = CompletableFuture.supplyAsync(() -> isMine("scholar", 5), thread);
        boolean sentinel = isMine("sentinel", 5);
        assertThat(scholar.get(1, TimeUnit.MINUTES)).isNotEqualTo(sentinel);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void oneThatStandsInGivesWayToASupervisorThatItOnlyThinksGone() {
        assertThat(isMine("atlas", 5)).isTrue();

        assertThat(isMine("scholar", 5)).isFalse();
    }

    /** Atlas answers, and is killed before those that were away could ask it. */
    @Test
    void oneThatHasJustComeBackKnowsWhatTheSupervisorAnswers() {
        believedAway.addAll(List.of("scholar", "sentinel"));
        assertThat(isMine("atlas", 5)).isTrue();
        cut.addAll(List.of("atlasscholar", "atlassentinel"));

        assertThat(isMine("scholar", 5)).isFalse();
        assertThat(isMine("sentinel", 5)).isFalse();
    }

    @Test
    void twoThatAreCutOffFromOneAnotherAreDecidedByWhomBothReach() {
        cut.add("scholarsentinel");
        assertThat(isMine("sentinel", 5)).isTrue();

        assertThat(isMine("scholar", 5)).isFalse();
    }

    @Test
    void anOldClaimIsForgotten() {
        assertThat(isMine("scholar", 5)).isTrue();
        clock.forward(Duration.ofDays(3));

        assertThat(isMine("atlas", 5)).isTrue();
    }

    @Test
    void ofRivalsThatClaimAtTheSameMomentOneAnswers() throws Exception {
        Random random = new Random(5);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int id = 1; id <= 150; id++) {
                int message = id;
                cut.clear();
                if (random.nextBoolean()) { // the supervisor is away, or two of them are cut off from one another
                    cut.addAll(List.of("atlasscholar", "atlassentinel"));
                } else if (random.nextBoolean()) {
                    cut.add("scholarsentinel");
                }
                boolean away = cut.size() == 2;
                List<String> rivals = new ArrayList<>(away ? NAMES.subList(1, 3) : NAMES);
                List<Callable<Boolean>> claims = new ArrayList<>();
                new HashSet<>(rivals).forEach(rival -> claims.add(() -> isMine(rival, message)));
                int answers = 0;
                for (Future<Boolean> claim : threads.invokeAll(claims)) {
                    answers += claim.get() ? 1 : 0;
                }
                assertThat(answers).as("message %s, cut %s", message, cut).isEqualTo(1);
                if (away) { // back again
                    cut.clear();
                    assertThat(isMine("atlas", message)).isFalse();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
