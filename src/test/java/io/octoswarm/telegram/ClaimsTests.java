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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private final Set<String> believedAway = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void open() {
        NAMES.forEach(name -> databases.put(name, new LocalDatabase(folder.resolve(name + ".db"))));
        NAMES.forEach(this::start);
    }

    @AfterEach
    void close() {
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
                        databases.get(name).jdbc(),
                        clock,
                        new Wire(name),
                        () -> Optional.of(members),
                        other -> believedAway.contains(other) || isCut(name, other),
                        name));
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
            return CompletableFuture.completedFuture(
                    isCut(from, peer)
                            ? Optional.empty()
                            : Optional.of(octos.get(peer).register(GROUP, Long.parseLong(message), from)));
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
