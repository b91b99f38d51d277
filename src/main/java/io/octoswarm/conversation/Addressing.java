package io.octoswarm.conversation;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who answers a message of a group: a table, whose first line that matches decides. All Octos apply it to the same
 * message and come to the same names, so that exactly the addressed ones answer. No input or output, no state.
 */
public final class Addressing {
    private static final Set<String> NOT_LOOKED_AT = Set.of("url", "email", "code", "pre", "hashtag");
    private static final Set<String> EVERYBODY = Set.of("@all", "@everyone");
    private static final int LONGEST_TEXT = 10_000;

    private final Heard message;
    private final Members members;
    private final Exchange exchange;
    private final Optional<Members.Octo> author;
    private final String text;
    private boolean everybody;

    private Addressing(Heard message, Members members, Exchange exchange) {
        this.message = message;
        this.members = members;
        this.exchange = exchange;
        this.author = members.octo(message.author());
        this.text = message.text()
                .substring(0, Math.min(LONGEST_TEXT, message.text().length()));
    }

    /**
     * Who answers.
     *
     * @param names of the Octos, in their order; empty: nobody
     * @param everybody whether nobody was addressed, so that the one Octo answers that does so for all
     */
    public record Verdict(List<String> names, boolean everybody) {
        public Verdict {
            names = List.copyOf(names);
        }
    }

    /** Who answers a message. */
    public static Verdict verdict(Heard message, Members members, Exchange exchange) {
        Addressing addressing = new Addressing(message, members, exchange);
        String self = addressing.author.map(Members.Octo::name).orElse("");
        List<String> names = addressing.decide().stream()
                .filter(name -> !name.equals(self))
                .sorted(Comparator.comparing(Words::fold))
                .toList();
        return new Verdict(names, addressing.everybody);
    }

    private Set<String> decide() {
        if (isNobodys() || exchange.hops() >= exchange.mostHops() || (message.album() && exchange.albumAddressed())) {
            return Set.of();
        }
        Optional<Heard.Entity> command = command();
        if (command.isPresent()) {
            String suffix = suffix(command.get());
            if (!suffix.isEmpty()) {
                return names(members.withUsername(suffix));
            }
            if (author.isEmpty()) {
                return names(repliedTo().or(this::forEverybody));
            }
        }
        Set<String> mentioned = mentioned();
        if (!mentioned.isEmpty()) {
            return mentioned;
        }
        return author.isPresent() ? answerOfDelegation() : byWords();
    }

    private boolean isNobodys() {
        Heard.Author speaker = message.author();
        if (message.chat() != members.group() || !message.content() || speaker == null) {
            return true;
        }
        return author.isEmpty() && (speaker.bot() || !members.trusts(speaker));
    }

    private Set<String> byWords() {
        Words words = words(text);
        Set<String> addressed = words.addressed();
        if (!addressed.isEmpty()) {
            return addressed;
        }
        Heard.Reply reply = message.reply();
        if (reply != null && reply.author() != null && reply.author().bot()) {
            return names(repliedTo()); // of a bot outside the swarm: nobody
        }
        Set<String> named = words.named();
        if (!named.isEmpty()) {
            return named;
        }
        return opensWithAStranger() ? Set.of() : names(forEverybody());
    }

    private Optional<Members.Octo> forEverybody() {
        everybody = true;
        return members.forEverybody();
    }

    private Optional<Heard.Entity> command() {
        return message.entities().stream()
                .filter(entity -> entity.type().equals("bot_command") && entity.offset() == 0)
                .findFirst();
    }

    /** What stands behind the @ of a command. */
    private String suffix(Heard.Entity command) {
        String word = part(command);
        int at = word.indexOf('@');
        return at < 0 ? "" : word.substring(at + 1);
    }

    private Set<String> mentioned() {
        Set<String> found = new LinkedHashSet<>();
        for (Heard.Entity entity : message.entities()) {
            if (entity.type().equals("mention")) {
                members.withUsername(handle(entity)).map(Members.Octo::name).ifPresent(found::add);
            } else if (entity.type().equals("text_mention")) {
                members.octo(entity.user()).map(Members.Octo::name).ifPresent(found::add);
            }
        }
        found.addAll(words(text).mentioned());
        return found;
    }

    private Set<String> answerOfDelegation() {
        Heard.Reply reply = message.reply();
        return reply != null && exchange.openDelegations().contains(reply.id()) ? names(repliedTo()) : Set.of();
    }

    private Optional<Members.Octo> repliedTo() {
        Heard.Reply reply = message.reply();
        return reply == null ? Optional.empty() : members.octo(reply.author());
    }

    private boolean opensWithAStranger() {
        return message.entities().stream()
                .filter(entity ->
                        entity.type().equals("mention") || entity.type().equals("text_mention"))
                .filter(entity -> !part(entity).isEmpty() && !EVERYBODY.contains(Words.fold(part(entity))))
                .anyMatch(entity -> words(text.substring(0, Math.min(Math.max(0, entity.offset()), text.length()))
                                + "\u0001")
                        .opensWith('\u0001'));
    }

    /** The text to look for names in. */
    private Words words(String looked) {
        StringBuilder visible = new StringBuilder(looked);
        for (Heard.Entity entity : message.entities()) {
            if (NOT_LOOKED_AT.contains(entity.type())) {
                for (int i = Math.max(0, entity.offset()); i < Math.min(looked.length(), end(entity)); i++) {
                    visible.setCharAt(i, Words.HIDDEN);
                }
            }
        }
        return new Words(
                visible.toString(),
                members.octos().stream().map(Members.Octo::name).collect(Collectors.toList()));
    }

    private String handle(Heard.Entity mention) {
        String word = part(mention);
        return word.startsWith("@") ? word.substring(1) : word;
    }

    private String part(Heard.Entity entity) {
        int begin = Math.min(Math.max(0, entity.offset()), text.length());
        return text.substring(begin, Math.max(begin, Math.min(text.length(), end(entity))));
    }

    private static int end(Heard.Entity entity) {
        return (int) Math.min(Integer.MAX_VALUE, (long) entity.offset() + entity.length());
    }

    private static Set<String> names(Optional<Members.Octo> octo) {
        return octo.map(found -> Set.of(found.name())).orElse(Set.of());
    }
}
