package io.octoswarm.discovery;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.NetworkNames;
import io.octoswarm.instance.PlainText;
import io.octoswarm.security.OwnCertificate;
import io.octoswarm.security.SecuritySettings;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One responder for each link of this device, as links come and go. Confined to the thread of {@link Discovery}; what
 * is told to others is a snapshot.
 */
@Component
class Responders implements NetworkNames {
    private static final Logger log = LoggerFactory.getLogger(Responders.class);
    /** A port that is taken, or a network that cannot be used, costs a try nothing but a socket. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private static final Duration FAR_APART = Duration.ofSeconds(3);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
    /** Between two ticks lies half a second, unless the device slept. */
    private static final Duration SLEPT = Duration.ofSeconds(30);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(4);
    private static final int LONGEST_LABEL = 58; // bytes, so that a number fits behind it

    /** @param latest when nobody waits for it any more, in nanoseconds of this process */
    private record Goodbye(Thread thread, long latest) {
        boolean isOver() {
            return !thread.isAlive() || latest - System.nanoTime() <= 0;
        }
    }

    private final Instance instance;
    private final boolean needsKey;
    private final OwnCertificate certificate;
    private final Namesake namesake;
    private final Clock clock;
    private final Map<Link, Responder> open = new LinkedHashMap<>();
    private final Set<Link> announcedOn = new HashSet<>();
    private final Map<Link, Goodbye> goodbyes = new LinkedHashMap<>();
    private final Map<Link, String> failures = new LinkedHashMap<>();
    private final Map<Link, Long> retries = new LinkedHashMap<>();
    private Duration silence = Duration.ofSeconds(1);
    private long nextQuestion = System.nanoTime(); // as all pauses here: nobody sets that clock back
    private @Nullable Instant lastTick; // of the clock that goes on while the device sleeps
    private Optional<Fingerprint> announced = Optional.empty();
    private volatile List<String> problems = List.of();
    private volatile List<String> places = List.of();
    private volatile Set<String> names = Set.of();

    Responders(
            Instance instance, SecuritySettings security, OwnCertificate certificate, Namesake namesake, Clock clock) {
        this.instance = instance;
        this.needsKey = !security.keys().isEmpty();
        this.certificate = certificate;
        this.namesake = namesake;
        this.clock = clock;
    }

    /** Keeps up with the device's links, and with what was heard. */
    void tick(Responder.Ear ear) {
        Instant today = clock.instant();
        if (lastTick != null && lastTick.plus(SLEPT).isBefore(today)) {
            log.info("The device was asleep; it is announced anew.");
            close();
        }
        lastTick = today;
        long now = System.nanoTime();
        Optional<Fingerprint> shown = certificate.fingerprint();
        if (!shown.equals(announced)) {
            close();
            announced = shown;
        }
        List<Link> links = links();
        boolean nameIsFree = namesake.hasLeft(); // whoever gave it up takes it back
        List.copyOf(open.values()).stream()
                .filter(responder -> !links.contains(responder.link()) || (nameIsFree && responder.renamed()))
                .forEach(responder -> close(responder.link()));
        goodbyes.values().removeIf(Goodbye::isOver);
        links.stream()
                .filter(link -> !open.containsKey(link))
                .filter(link -> retries.getOrDefault(link, now) - now <= 0)
                .filter(this::isUndisputed)
                .forEach(link -> open(link, ear, now));
        failures.keySet().retainAll(links);
        retries.keySet().retainAll(links);
        List.copyOf(open.values()).forEach(responder -> tend(responder, now));
        if (nextQuestion - now <= 0) {
            open.values().forEach(Responder::ask);
            nextQuestion = now + silence.toNanos();
            silence =
                    silence.multipliedBy(2).compareTo(LONGEST_SILENCE) < 0 ? silence.multipliedBy(2) : LONGEST_SILENCE;
        }
        tell();
    }

    /** The next tick asks the networks who is there, and those after it, more and more seldom (RFC 6762 section 5.2). */
    void ask() {
        nextQuestion = System.nanoTime();
        silence = Duration.ofSeconds(1);
        retries.clear();
    }

    /** Somebody is missing: the networks are asked within {@link #FAR_APART}, as it may be back elsewhere. */
    void askSoon() {
        if (silence.compareTo(FAR_APART) > 0) {
            silence = FAR_APART;
            nextQuestion = System.nanoTime() + FAR_APART.toNanos();
        }
    }

    /** Says goodbye everywhere at once; waits 4 s at most. */
    void close() {
        open.values().forEach(this::sayGoodbye);
        open.clear();
        announcedOn.clear();
        tell();
        try {
            for (Goodbye goodbye : goodbyes.values()) {
                goodbye.thread().join(Math.max(1, (goodbye.latest() - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Under which names this Octo is announced; any thread may ask. */
    @Override
    public Set<String> names() {
        return names;
    }

    /** Where it is announced, for people; any thread may ask. */
    List<String> places() {
        return places;
    }

    /** Any thread may ask. */
    List<String> problems() {
        return problems;
    }

    private List<Link> links() {
        try {
            return Link.current(open.keySet());
        } catch (SocketException unreadable) {
            return List.copyOf(open.keySet()); // the next tick will tell
        }
    }

    /** One that still says goodbye would hold the name against its successor; it says nothing more after 3 s. */
    private boolean isUndisputed(Link link) {
        return goodbyes.keySet().stream().noneMatch(link::hears);
    }

    private void open(Link link, Responder.Ear ear, long now) {
        try {
            Map<String, String> text = Advertisement.of(instance, needsKey, announced);
            open.put(link, Responder.open(link, label(instance.name()), instance.port(), text, ear));
            silence = Duration.ofSeconds(1);
            nextQuestion = now + silence.toNanos(); // it has just asked by itself
        } catch (IOException | RuntimeException | OutOfMemoryError refused) {
            boolean first = retries.put(link, now + RETRY.toNanos()) == null;
            if (!first || !isTooNew(refused)) {
                fail(link, "cannot be used on " + link + " now: " + reason(refused) + "; it is tried again");
            }
        }
    }

    private void tend(Responder responder, long now) {
        responder.tidy();
        Link link = responder.link();
        if (responder.flooded()) {
            close(link);
            retries.put(link, now + LONGEST_SILENCE.toNanos());
            fail(link, "rests for a minute on " + link + ": the network is flooded with announcements");
        } else if (responder.isLost()) {
            close(link);
            retries.put(link, now + RETRY.toNanos());
            fail(link, "cannot send on " + link + " now: does a firewall refuse port 5353? It is tried again");
        } else if (responder.isAnnounced()) {
            noteAnnounced(responder);
        }
    }

    private void noteAnnounced(Responder responder) {
        Link link = responder.link();
        if (announcedOn.add(link)) {
            log.info("Announced by mDNS on {}.", link);
            failures.remove(link);
        }
        if (responder.renamed()) {
            fail(
                    link,
                    "announces this Octo as " + responder.name() + " on " + link + ", as another one is named "
                            + instance.name() + " there; give one of them another SWARM_NAME");
        }
    }

    private void close(Link link) {
        Responder responder = open.remove(link);
        if (responder != null) {
            sayGoodbye(responder);
            if (announcedOn.remove(link)) {
                log.info("No longer announced on {}.", link);
            }
        }
    }

    /** On a thread of its own: it takes some 3 s, perhaps into a pulled cable. */
    private void sayGoodbye(Responder responder) {
        Thread thread = new Thread(responder::close, "mdns-goodbye");
        thread.setDaemon(true);
        thread.start();
        goodbyes.put(responder.link(), new Goodbye(thread, System.nanoTime() + LONGEST_GOODBYE.toNanos()));
    }

    /** A line in the log when it is news. */
    private void fail(Link link, String what) {
        if (!what.equals(failures.put(link, what))) {
            log.warn("mDNS {}.", what);
        }
    }

    private void tell() {
        problems = failures.values().stream().map(what -> "mDNS " + what + ".").toList();
        places = open.keySet().stream().map(Link::toString).toList();
        names = open.values().stream().map(Responder::name).collect(Collectors.toUnmodifiableSet());
    }

    /** An address that the system is still testing, as IPv6 wants it, can be used in a second or two. */
    private static boolean isTooNew(Throwable refused) {
        return String.valueOf(refused.getMessage()).contains("assign requested address");
    }

    static String reason(Throwable refused) {
        return refused instanceof BindException && !isTooNew(refused)
                ? "port 5353 is taken by another program"
                : PlainText.clause(String.valueOf(refused.getMessage()), 100);
    }

    /** A label of DNS is at most 63 bytes long, which a name of 63 letters may exceed. */
    static String label(String name) {
        StringBuilder label = new StringBuilder();
        name.codePoints()
                .mapToObj(Character::toString)
                .takeWhile(letter -> (label + letter).getBytes(StandardCharsets.UTF_8).length <= LONGEST_LABEL)
                .forEach(label::append);
        return label.toString();
    }
}
