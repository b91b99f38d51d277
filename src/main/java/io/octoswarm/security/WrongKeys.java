package io.octoswarm.security;

import io.octoswarm.instance.Deed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What guessing costs. Each wrong key is answered half a second later, and after {@value #MOST} of them within a minute
 * its address is refused until the minute is over, whatever key it shows: were the right one let in, guessing would go on
 * at full speed. This machine's own addresses are only slowed, lest an Octo with an old key locks out its neighbours.
 * Thread-safe.
 */
@Component
class WrongKeys {
    static final int MOST = 10;
    private static final Logger log = LoggerFactory.getLogger(WrongKeys.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Waiting holds a thread each; whoever finds no place is answered at once, and refused soon. */
    private static final int MOST_WAITING = 20;

    private final Allowance allowance;
    private final ApplicationEventPublisher events;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    WrongKeys(Clock clock, ApplicationEventPublisher events) {
        this.allowance = new Allowance(clock, MOST);
        this.events = events;
    }

    /** Whether this address has shown too many. */
    boolean isRefused(String address) {
        return allowance.isSpent(address) && !isLoopback(address);
    }

    /** A wrong key came from there. Returns half a second later, or at once when interrupted. */
    void shown(String address) {
        allowance.take(address);
        log.warn("A wrong key was shown by {}.", address);
        events.publishEvent(new Deed(address, "show a key", "", "refused"));
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException malformed) {
            return false;
        }
    }
}
