package io.octoswarm.agent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.StatusReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.stereotype.Component;

/**
 * The tokens that models used since the start, for each conversation here and each peer that asks: at most
 * {@value #MOST_USERS} of them, the further ones together. Thread-safe.
 */
@Component
@ForKinds({AgentKind.ANTHROPIC, AgentKind.OPENAI, AgentKind.OLLAMA})
class TokenCounts implements StatusReport {
    private static final int MOST_USERS = 100;
    private static final int SHOWN_USERS = 5;
    private static final int LONGEST_NAME = 80;

    /** Whom an answer is for: one of the two, the other is "-". */
    private record User(String conversation, String peer) {
        static final User FURTHER = new User("others", "others");

        static User of(Question question) {
            int last = question.path().size() - 1;
            return last >= 0
                    ? new User("-", PlainText.of(question.path().get(last), LONGEST_NAME))
                    : new User(
                            question.conversation() == null
                                    ? "none"
                                    : PlainText.of(question.conversation(), LONGEST_NAME),
                            "-");
        }

        String label() {
            return peer.equals("-") ? conversation : "for " + peer;
        }
    }

    private record Use(Counter in, Counter out) {
        double sum() {
            return in.count() + out.count();
        }

        String text() {
            return String.format(Locale.ROOT, "%,.0f in, %,.0f out", in.count(), out.count());
        }
    }

    private final Map<User, Use> uses = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final AgentSettings settings;

    TokenCounts(MeterRegistry meters, AgentSettings settings) {
        this.meters = meters;
        this.settings = settings;
    }

    void count(Question question, Usage usage) {
        int in = usage.getPromptTokens();
        int out = usage.getCompletionTokens();
        if (in + out > 0) {
            Use use = use(User.of(question));
            use.in().increment(in);
            use.out().increment(out);
        }
    }

    private Use use(User user) {
        User counted = uses.containsKey(user) || uses.size() < MOST_USERS ? user : User.FURTHER;
        return uses.computeIfAbsent(counted, unused -> new Use(counter(counted, "in"), counter(counted, "out")));
    }

    private Counter counter(User user, String direction) {
        return Counter.builder("octo.model.tokens")
                .description("Tokens that the model read (in) and wrote (out)")
                .tag("direction", direction)
                .tag("conversation", user.conversation())
                .tag("peer", user.peer())
                .register(meters);
    }

    @Override
    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Brain", settings.brain());
        rows.put("Tokens", uses.isEmpty() ? "none used yet" : used());
        return rows;
    }

    private String used() {
        String sum = String.format(
                Locale.ROOT,
                "%,.0f in, %,.0f out",
                uses.values().stream().mapToDouble(use -> use.in().count()).sum(),
                uses.values().stream().mapToDouble(use -> use.out().count()).sum());
        return sum + " ("
                + uses.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<User, Use> entry) ->
                                -entry.getValue().sum()))
                        .limit(SHOWN_USERS)
                        .map(entry ->
                                entry.getKey().label() + ": " + entry.getValue().text())
                        .collect(Collectors.joining("; "))
                + ")";
    }
}
