package io.octoswarm.discovery;

import io.octoswarm.instance.Instance;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is announced under this Octo's own name: by itself, or by another one. Told by one thread; any may ask. */
@Component
class Namesake {
    private static final Logger log = LoggerFactory.getLogger(Namesake.class);
    /** It may only be started anew. */
    private static final Duration TIME_TO_RETURN = Duration.ofSeconds(10);

    private final Instance instance;
    private final LongSupplier nanoTime;
    private volatile @Nullable Advertisement other;
    private @Nullable Long leftAt;

    Namesake(Instance instance, LongSupplier nanoTime) {
        this.instance = instance;
        this.nanoTime = nanoTime;
    }

    /** Whether that is this Octo: it hears itself, too, and that perhaps on another interface than it spoke on. */
    boolean isHere(Advertisement heard) {
        byte[] address = heard.address().getAddress(); // without the interface on which it was heard
        try {
            return heard.peer().url().getPort() == instance.port()
                    && NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .anyMatch(own -> Arrays.equals(own.getAddress(), address));
        } catch (SocketException gone) {
            return false; // the address is nobody's any more
        }
    }

    /** Whether that is another Octo with this one's name. Told of one: somebody may announce a thousand. */
    boolean isOne(Advertisement heard) {
        if (!instance.isNamed(heard.octo()) && !instance.isNamed(heard.peer().name())) {
            return false;
        }
        leftAt = null;
        if (other == null) {
            other = heard;
            log.warn(tell(heard));
        }
        return true;
    }

    void gone(String name) {
        Advertisement known = other;
        if (known != null && known.peer().isNamed(name)) {
            other = null;
            leftAt = nanoTime.getAsLong();
        }
    }

    /** Whether it has been gone for long enough that its name can be taken. Told once: a third one may have it then. */
    boolean hasLeft() {
        boolean left = leftAt != null && nanoTime.getAsLong() - leftAt >= TIME_TO_RETURN.toNanos();
        if (left) {
            leftAt = null;
        }
        return left;
    }

    /** For people; empty: there is none. */
    Optional<String> problem() {
        return Optional.ofNullable(other).map(Namesake::tell);
    }

    private static String tell(Advertisement other) {
        return "Another Octo at " + other.peer().url() + " is named " + other.octo() + " as well, and announced as "
                + other.peer().name() + "; give one of them another SWARM_NAME. They are no peers of each other.";
    }
}
