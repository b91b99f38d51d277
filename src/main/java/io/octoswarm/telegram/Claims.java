package io.octoswarm.telegram;

import io.octoswarm.agent.Fellows;
import io.octoswarm.conversation.Members;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees to it that one Octo answers a message that was addressed to nobody, though the supervisor and the worker that
 * stands in for it may not see each other's state at the same moment. Each Octo keeps a register in which the first
 * claim stands; who wants to answer claims the message at all of them in one order, its own included, supervisor first,
 * and gives way where another one has it. Whoever two rivals both reach decides between them; one that is not reached is
 * passed over, and one that seems to be away is told and not waited for: it may just have come back. Two that reach
 * neither each other nor anybody in common both answer.
 *
 * <p>Thread-safe: a claim is one statement.
 */
final class Claims {
    private static final Duration KEPT = Duration.ofDays(2); // Telegram keeps an update for one

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Fellows fellows;
    private final Supplier<Optional<Members>> members;
    private final Predicate<String> isAway;
    private final String name;

    /** @param isAway whether an Octo seems not to be reachable now */
    Claims(
            JdbcClient jdbc,
            Clock clock,
            Fellows fellows,
            Supplier<Optional<Members>> members,
            Predicate<String> isAway,
            String name) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.fellows = fellows;
        this.members = members;
        this.isAway = isAway;
        this.name = name;
    }

    /** Registers a claim here; who answers the message. */
    String register(long chat, long message, String claimant) {
        jdbc.sql("delete from telegram_claim where claimed_at < ?")
                .param(clock.instant().minus(KEPT).toString())
                .update();
        jdbc.sql("""
                        insert into telegram_claim (chat, message, holder, claimed_at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(chat, message, claimant, clock.instant().toString())
                .update();
        return jdbc.sql("select holder from telegram_claim where chat = ? and message = ?")
                .params(chat, message)
                .query(String.class)
                .single();
    }

    /** Whether this Octo is to answer a message; waits for the others, 2 s each at most. */
    boolean isMine(Turn turn) {
        List<Members.Octo> order = members.get().stream()
                .flatMap(all -> all.octos().stream())
                .sorted(Comparator.comparing((Members.Octo octo) -> !octo.supervisor())
                        .thenComparing(octo -> octo.name().toLowerCase(Locale.ROOT)))
                .toList();
        for (Members.Octo octo : order) {
            Optional<String> holder = octo.name().equals(name) ? Optional.of(own(turn)) : ask(octo, turn);
            if (holder.isPresent() && !holder.get().equalsIgnoreCase(name)) {
                return false;
            }
        }
        return true;
    }

    private String own(Turn turn) {
        return register(turn.message().getChatId(), turn.message().getMessageId(), name);
    }

    /** One that stands in waits even for those that seem to be away. */
    private Optional<String> ask(Members.Octo octo, Turn turn) {
        CompletableFuture<Optional<String>> holder = fellows.claim(
                octo.name(),
                turn.place().conversation(),
                String.valueOf(turn.message().getMessageId()));
        return turn.standsIn() == null && isAway.test(octo.name()) ? Optional.empty() : holder.join();
    }
}
