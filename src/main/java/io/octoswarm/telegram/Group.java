package io.octoswarm.telegram;

import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.TrustedPeople;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Role;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which group, who is trusted, and which Octos are in it. Thread-safe. */
final class Group {
    /** A supervisor that is gone for so long is answered for. */
    static final Duration GONE = Duration.ofSeconds(60);

    private final TelegramSettings settings;
    private final Instance instance;
    private final Peers peers;
    private final TrustedPeople people;
    private final State state;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Instant startedAt;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    Group(
            TelegramSettings settings,
            Instance instance,
            Peers peers,
            TrustedPeople people,
            State state,
            JdbcClient jdbc,
            Clock clock) {
        this.settings = settings;
        this.instance = instance;
        this.peers = peers;
        this.people = people;
        this.state = state;
        this.jdbc = jdbc;
        this.clock = clock;
        this.startedAt = clock.instant();
        jdbc.sql("select name, username, role from telegram_member")
                .query((row, number) ->
                        new Told(row.getString("name"), row.getString("username"), row.getString("role")))
                .list()
                .forEach(member -> told.put(key(member.name), member));
    }

    /** What a peer last said of itself; outlives its being away and our restarts. */
    private record Told(
            String name,
            @Nullable String username,
            @Nullable String role) {}

    /** The group's id, which changes when it becomes a supergroup; empty: this Octo is in none. */
    Optional<Long> id() {
        if (settings.mode() != TelegramSettings.Mode.GROUP) {
            return Optional.empty();
        }
        return settings.groupId().map(this::present);
    }

    /** The id that a chat has now. */
    private long present(long chat) {
        Set<Long> seen = new HashSet<>();
        long now = chat;
        while (seen.add(now)) {
            Optional<Long> next = jdbc.sql("select new_chat from telegram_migration where old_chat = ?")
                    .param(now)
                    .query(Long.class)
                    .optional();
            if (next.isEmpty()) {
                return now;
            }
            now = next.get();
        }
        return now;
    }

    /** The group became a supergroup. */
    void moved(long from, long to) {
        jdbc.sql("""
                        insert into telegram_migration (old_chat, new_chat) values (?, ?)
                        on conflict (old_chat) do update set new_chat = excluded.new_chat""").params(from, to).update();
        state.problem(
                "group id",
                "The Telegram group " + from + " has become the supergroup " + to
                        + "; it is followed. Put SWARM_TELEGRAM_GROUP_ID=" + to + " into the settings.");
    }

    boolean isOwner(long user) {
        return settings.ownerId().filter(owner -> owner == user).isPresent();
    }

    /** Whether somebody may speak with this Octo alone. */
    boolean trustsInPrivate(long user) {
        return isOwner(user) || authorized().contains(user);
    }

    /** The members as this Octo sees them now; empty: it is in no group or does not know itself yet. */
    Optional<Members> members() {
        Bot bot = state.bot();
        Optional<Long> group = id();
        if (bot == null || group.isEmpty()) {
            return Optional.empty();
        }
        List<Members.Octo> octos = new ArrayList<>();
        octos.add(
                new Members.Octo(instance.name(), bot.username(), bot.id(), instance.role() == Role.SUPERVISOR, true));
        peers.all().stream().map(this::octo).flatMap(Optional::stream).forEach(octos::add);
        warn(octos);
        return Optional.of(new Members(group.get(), trusted(), octos));
    }

    private Set<Long> trusted() {
        if (settings.ownerId().isEmpty()) {
            return Set.of(); // the members of the group are
        }
        Set<Long> trusted = new HashSet<>(authorized());
        trusted.add(settings.ownerId().get());
        return trusted;
    }

    private Set<Long> authorized() {
        return people.all(TrustedPeople.TELEGRAM).stream()
                .map(person -> Long.valueOf(person.id()))
                .collect(Collectors.toSet());
    }

    /** Empty: the peer has no bot in the group. A peer of another kind tells nothing of it, and may have one. */
    private Optional<Members.Octo> octo(KnownPeer known) {
        Told last = remember(known);
        if (last != null && last.role != null && last.username == null) { // of our kind, and tells of no bot
            return Optional.empty();
        }
        return Optional.of(new Members.Octo(
                known.peer().name(),
                last == null ? null : last.username,
                null,
                last != null && Role.SUPERVISOR.text().equals(last.role),
                !isGone(known)));
    }

    private @Nullable Told remember(KnownPeer known) {
        PeerInfo info = known.status().info();
        String name = known.peer().name();
        if (info == null) {
            return told.get(key(name));
        }
        Told now = new Told(name, info.telegramUsername(), info.role());
        if (!now.equals(told.put(key(name), now))) {
            jdbc.sql("""
                            insert into telegram_member (name, username, role) values (?, ?, ?)
                            on conflict (name) do update set username = excluded.username, role = excluded.role""").param(name).param(now.username).param(now.role).update();
        }
        return now;
    }

    private boolean isGone(KnownPeer known) {
        Instant seen = known.status().lastSeen();
        return known.status().state() == PeerState.OFFLINE
                && (seen == null ? startedAt : seen).isBefore(clock.instant().minus(GONE));
    }

    private void warn(List<Members.Octo> octos) {
        List<String> supervisors = octos.stream()
                .filter(Members.Octo::supervisor)
                .map(Members.Octo::name)
                .sorted()
                .toList();
        if (supervisors.size() > 1) {
            state.problem(
                    "supervisors",
                    "There are " + supervisors.size() + " supervisors in the group: " + String.join(", ", supervisors)
                            + ". " + supervisors.get(0)
                            + " answers what is addressed to nobody; set SWARM_ROLE=worker on the others.");
        } else {
            state.good("supervisors");
        }
        Set<String> usernames = new HashSet<>();
        List<String> twice = octos.stream()
                .map(Members.Octo::username)
                .filter(username -> username != null && !usernames.add(key(username)))
                .toList();
        if (twice.isEmpty()) {
            state.good("bots");
        } else {
            state.problem(
                    "bots",
                    "Two Octos speak as the same bot, @" + twice.get(0)
                            + "; each needs a bot and a TELEGRAM_BOT_TOKEN of its own.");
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
