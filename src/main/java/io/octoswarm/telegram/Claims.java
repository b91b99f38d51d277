package io.octoswarm.telegram;

import io.octoswarm.agent.Fellows;
import io.octoswarm.conversation.Members;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sees to it that one Octo answers a message that was addressed to nobody, though the supervisor and the worker that
 * stands in for it may not see each other's state at the same moment. Each Octo keeps a register in which the first
 * claim stands; who wants to answer claims the message at all of them in one order, its own included, supervisor first,
 * and gives way where another one has it. Whoever two rivals both reach decides between them; one that is not reached is
 * passed over, and one that seems to be away is told and not waited for: it may just have come back. Two that reach
 * neither each other nor anybody in common both answer.
 *
 * <p>Who gives way leaves what it has claimed to the other one: that one may be killed before it has answered, and claims
 * anew when it is back. A register that could not be told still names the one that gave way; that one's own register
 * tells better. And a register may name one that is about to give way. So who held its own register before waits before
 * it gives way, the longer the later it is in the order, but for the first.
 *
 * <p>Thread-safe: each register is.
 */
final class Claims {
    private static final int CLAIM_SECONDS = 5; // what each Octo is waited for, and a busy machine
    private static final int MOST_PATIENCE = 30;

    private final Register own;
    private final Fellows fellows;
    private final Supplier<Optional<Members>> members;
    private final Predicate<String> isAway;
    private final String name;
    private final Duration second;

    /**
     * @param isAway whether an Octo seems not to be reachable now
     * @param second how long a second is
     */
    Claims(
            Register own,
            Fellows fellows,
            Supplier<Optional<Members>> members,
            Predicate<String> isAway,
            String name,
            Duration second) {
        this.own = own;
        this.fellows = fellows;
        this.members = members;
        this.isAway = isAway;
        this.name = name;
        this.second = second;
    }

    /** Whether this Octo is to answer a message; waits for the others, 2 s each at most, and longer after a crash. */
    boolean isMine(Turn turn) {
        List<Members.Octo> order = members.get().stream()
                .flatMap(all -> all.octos().stream())
                .sorted(Comparator.comparing((Members.Octo octo) -> !octo.supervisor())
                        .thenComparing(octo -> octo.name().toLowerCase(Locale.ROOT)))
                .toList();
        Claim claim = new Claim(turn, order);
        long latest = System.nanoTime() + claim.patience() * second.toNanos();
        while (true) {
            Optional<String> winner = claim.winner();
            if (winner.isEmpty()) {
                return true;
            }
            if (System.nanoTime() >= latest) {
                claim.leaveTo(winner.get());
                return false;
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(second.toMillis());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cut off by the end of this Octo", ending);
        }
    }

    /** One message, claimed at the Octos in their order. */
    private final class Claim {
        private final Turn turn;
        private final List<Members.Octo> order;
        private final long chat;
        private final int message;
        private final boolean heldBefore;

        private Claim(Turn turn, List<Members.Octo> order) {
            this.turn = turn;
            this.order = order;
            this.chat = turn.message().getChatId();
            this.message = turn.claim();
            this.heldBefore = own.holder(chat, message).filter(name::equals).isPresent();
        }

        /** For how many seconds it does not give way yet: what all before it in the order may take to do so. */
        int patience() {
            int place = order.stream().map(Members.Octo::name).toList().indexOf(name);
            return heldBefore ? Math.min(MOST_PATIENCE, place * order.size() * CLAIM_SECONDS) : 0;
        }

        /** Another Octo that answers it; empty: none, and it is claimed. */
        Optional<String> winner() {
            for (Members.Octo octo : order) {
                Optional<String> holder =
                        octo.name().equals(name) ? Optional.of(own.claim(chat, message, name)) : ask(octo.name());
                if (holder.isPresent() && !holder.get().equalsIgnoreCase(name) && !gaveWay(holder.get(), octo.name())) {
                    return holder;
                }
            }
            return Optional.empty();
        }

        /** One that stands in waits even for those that seem to be away. */
        private Optional<String> ask(String octo) {
            CompletableFuture<Optional<String>> holder =
                    fellows.claim(octo, turn.place().conversation(), String.valueOf(message));
            return turn.standsIn() == null && isAway.test(octo) ? Optional.empty() : holder.join();
        }

        /** Whether an Octo's own register names another one, so that a claim of its elsewhere is a left-over. */
        private boolean gaveWay(String holder, String register) {
            return !holder.equalsIgnoreCase(register)
                    && fellows.holder(holder, turn.place().conversation(), String.valueOf(message))
                            .join()
                            .filter(other -> !other.equalsIgnoreCase(holder))
                            .isPresent();
        }

        /** Those that are not reached keep it; see {@link #gaveWay}. */
        void leaveTo(String winner) {
            own.leave(chat, message, name, winner);
            own.claim(chat, message, winner);
            order.stream()
                    .map(Members.Octo::name)
                    .filter(octo -> !octo.equals(name))
                    .forEach(octo -> fellows.leave(octo, turn.place().conversation(), String.valueOf(message), winner));
        }
    }
}
