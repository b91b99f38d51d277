package io.octoswarm.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a group.
 *
 * @param group the chat's id
 * @param trusted the people who are answered; empty: everybody in the group
 * @param octos the swarm's members with their bots
 */
public record Members(long group, Set<Long> trusted, List<Octo> octos) {
    public Members {
        trusted = Set.copyOf(trusted);
        octos = List.copyOf(octos);
    }

    /**
     * An Octo in the group.
     *
     * @param name its name in the swarm
     * @param username of its bot, without the {@code @}; null: unknown
     * @param id of its bot; null: unknown
     * @param online false: it has been gone for 60 s or longer
     */
    public record Octo(
            String name,
            @Nullable String username,
            @Nullable Long id,
            boolean supervisor,
            boolean online) {
        boolean is(Heard.Author author) {
            if (id != null) {
                return id == author.id();
            }
            return author.bot()
                    && username != null
                    && author.username() != null
                    && Words.fold(username).equals(Words.fold(author.username()));
        }
    }

    /** The Octo that an author is. */
    public Optional<Octo> octo(Heard.@Nullable Author author) {
        return author == null
                ? Optional.empty()
                : octos.stream().filter(octo -> octo.is(author)).findFirst();
    }

    Optional<Octo> withUsername(String username) {
        String wanted = Words.fold(username);
        return octos.stream()
                .filter(octo ->
                        octo.username() != null && Words.fold(octo.username()).equals(wanted))
                .findFirst();
    }

    /** Whether somebody is a person who is answered here. */
    public boolean isTrustedPerson(Heard.@Nullable Author author) {
        return author != null && !author.bot() && trusts(author);
    }

    /** The supervisor; of several, the first by name. */
    public Optional<String> supervisor() {
        return octos.stream()
                .filter(Octo::supervisor)
                .min(Comparator.comparing(octo -> Words.fold(octo.name())))
                .map(Octo::name);
    }

    boolean trusts(Heard.Author author) {
        return trusted.isEmpty() || trusted.contains(author.id());
    }

    /** Who answers what is addressed to nobody: the supervisor or, while it is gone, the first worker by name. */
    public Optional<Octo> forEverybody() {
        List<Octo> supervisors = octos.stream().filter(Octo::supervisor).toList();
        Comparator<Octo> byName = Comparator.comparing(octo -> Words.fold(octo.name()));
        return supervisors.stream()
                .filter(Octo::online)
                .min(byName)
                .or(() -> supervisors.isEmpty()
                        ? Optional.empty()
                        : octos.stream().filter(Octo::online).min(byName));
    }
}
