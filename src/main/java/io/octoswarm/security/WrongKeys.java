package io.octoswarm.security;

import io.octoswarm.instance.Deed;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What guessing costs. Each wrong key is answered half a second later; beside {@value #MOST_WAITING} that wait for that the
 * next is turned away at once, as each holds a thread. After {@value #MOST} of them within a minute its address is refused
 * until the minute is over, whatever key it shows: were the right one let in, guessing would go on at full speed. Of IPv6
 * all of a /64 counts together, as a device may take another address in it for each guess; who has shown a right key there
 * is refused for its own wrong ones alone, lest a neighbour locks it out. This machine's own addresses are only slowed,
 * lest an Octo with an old key locks out its neighbours. Thread-safe.
 */
@Component
class WrongKeys {
    static final int MOST = 10;
    private static final Logger log = LoggerFactory.getLogger(WrongKeys.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    static final int MOST_WAITING = 20;

    private static final int MOST_FRIENDS = 1_000;

    private final Allowance addresses;
    private final Allowance owners;
    private final Repeats repeats;
    /** Those with a right key, who was last heard of last; guarded by itself. */
    private final Map<InetAddress, Boolean> friends = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
            return size() > MOST_FRIENDS;
        }
    };

    private final ApplicationEventPublisher events;
    private final Duration pause;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    @Autowired
    WrongKeys(LongSupplier nanoTime, ApplicationEventPublisher events) {
        this(nanoTime, events, PAUSE);
    }

    WrongKeys(LongSupplier nanoTime, ApplicationEventPublisher events, Duration pause) {
        this.addresses = new Allowance(nanoTime, MOST);
        this.owners = new Allowance(nanoTime, MOST);
        this.repeats = new Repeats(nanoTime);
        this.events = events;
        this.pause = pause;
    }

    /** Whether this address, or one that may be of the same device, has shown too many. */
    boolean isRefused(String address) {
        InetAddress from = Literal.told(address);
        return !from.isLoopbackAddress() && (isFriend(from) ? addresses.isSpent(address) : owners.isSpent(owner(from)));
    }

    /** A right key came from there. */
    void opened(String address) {
        synchronized (friends) {
            friends.put(Literal.told(address), true);
        }
    }

    private boolean isFriend(InetAddress address) {
        synchronized (friends) {
            return friends.get(address) != null;
        }
    }

    private static String owner(InetAddress address) {
        return AddressRange.ofOwner(address).toString();
    }

    private void tell(String address, int times) {
        if (times == 1) {
            log.warn("A wrong key was shown by {}.", address);
            events.publishEvent(new Deed(address, "show a key", "", "refused"));
        } else if (times > 1) {
            log.warn("Wrong keys were shown by {}, {} since the last such line.", address, times);
            events.publishEvent(new Deed(address, "show a key", "", "refused, " + times + " times"));
        }
    }

    /**
     * A wrong key came from there. Returns half a second later, or at once when interrupted.
     *
     * @return false: too many wait already; at once
     */
    boolean shown(String address) {
        String owner = owner(Literal.told(address));
        addresses.take(address);
        owners.take(owner);
        tell(address, repeats.add(owner));
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            waiting.release();
        }
    }
}
