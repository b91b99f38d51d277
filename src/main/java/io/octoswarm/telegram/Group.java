package io.octoswarm.telegram;

import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.TrustedPeople;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Role;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which group, who is trusted, and which Octos are in it. Thread-safe. */
@Component
class Group {
    private final TelegramSettings settings;
    private final Instance instance;
    private final Peers peers;
    private final TrustedPeople people;
    private final State state;
    private final GroupId id;
    private final Acquaintances acquaintances;
    private final Confusions confusions;
    private final Clock clock;
    private final Instant startedAt;

    Group(
            TelegramSettings settings,
            Instance instance,
            Peers peers,
            TrustedPeople people,
            State state,
            GroupId id,
            Acquaintances acquaintances,
            Clock clock) {
        this.settings = settings;
        this.instance = instance;
        this.peers = peers;
        this.people = people;
        this.state = state;
        this.id = id;
        this.acquaintances = acquaintances;
        this.confusions = new Confusions(state, instance);
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Its id as it is now; empty: this Octo is in none. */
    Optional<Long> id() {
        return id.present();
    }

    /** Whether a chat is the group. */
    boolean is(long chat) {
        return id().filter(group -> group == chat).isPresent();
    }

    void moved(long from, long to) {
        id.moved(from, to);
    }

    /** Whether it is set who the owner is. */
    boolean hasOwner() {
        return settings.ownerId().isPresent();
    }

    boolean isOwner(long user) {
        return settings.ownerId().filter(owner -> owner == user).isPresent();
    }

    /** Whether somebody may speak with this Octo alone. */
    boolean trustsInPrivate(long user) {
        return isOwner(user) || authorized().contains(user);
    }

    /** Whether an Octo cannot be reached now, however short that may be. */
    boolean isAway(String octo) {
        return peers.find(octo)
                .filter(known -> known.status().state() == PeerState.OFFLINE)
                .isPresent();
    }

    /** Whether an Octo was there after a moment, and is. */
    boolean isThereSince(String octo, Instant moment) {
        return peers.find(octo)
                .map(KnownPeer::status)
                .filter(status -> status.state() == PeerState.ONLINE
                        && status.lastSeen() != null
                        && status.lastSeen().isAfter(moment))
                .isPresent();
    }

    /** The members as this Octo sees them now; empty: it is in no group or does not know itself yet. */
    Optional<Members> members() {
        Bot bot = state.bot();
        Optional<Long> group = id();
        if (bot == null || group.isEmpty()) {
            return Optional.empty();
        }
        List<KnownPeer> known = peers.all();
        List<Members.Octo> octos = new ArrayList<>();
        octos.add(
                new Members.Octo(instance.name(), bot.username(), bot.id(), instance.role() == Role.SUPERVISOR, true));
        known.stream().map(this::octo).flatMap(Optional::stream).forEach(octos::add);
        confusions.look(octos, known);
        return Optional.of(new Members(group.get(), trusted(), octos));
    }

    /** How many there are beside this one, for people; empty: none. */
    String otherBots() {
        long others = members().stream()
                        .flatMap(members -> members.octos().stream())
                        .filter(octo -> octo.username() != null)
                        .count()
                - 1;
        return others < 1 ? "" : ", " + others + (others == 1 ? " other bot" : " other bots");
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
        Optional<Acquaintances.Told> told = acquaintances.of(known);
        if (told.filter(Acquaintances.Told::hasNoBot).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Members.Octo(
                known.peer().name(),
                told.map(Acquaintances.Told::username).orElse(null),
                null,
                told.filter(Acquaintances.Told::supervisor).isPresent(),
                !isGone(known)));
    }

    /** For so long that another one stands in for it; at once when that is not known, as the clock was set back. */
    private boolean isGone(KnownPeer known) {
        Instant now = clock.instant();
        Instant seen = Optional.ofNullable(known.status().lastSeen()).orElse(startedAt);
        return known.status().state() == PeerState.OFFLINE
                && (seen.isAfter(now) || seen.isBefore(now.minus(settings.standInAfter())));
    }
}
