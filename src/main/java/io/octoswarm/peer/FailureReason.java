package io.octoswarm.peer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why a peer could not be spoken with; never an exception's own text, which may hold anything. */
public final class FailureReason {
    private FailureReason() {}

    /** Looks through the causes for the first one that says something. */
    public static String of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String reason = known(cause);
            if (reason != null) {
                return reason;
            }
        }
        return "the connection failed";
    }

    /** The same as an exception that tells how far a call came. */
    public static PeerUnreachable unreachable(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PeerUnreachable known) {
                return known;
            }
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof HttpConnectTimeoutException) {
                return new PeerUnreachable(of(failure), PeerUnreachable.Stage.NOT_CONNECTED);
            }
        }
        return new PeerUnreachable(of(failure));
    }

    private static @Nullable String known(Throwable cause) {
        if (cause instanceof PeerUnreachable) {
            return cause.getMessage();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "its host name is unknown";
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (cause instanceof java.net.http.HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to its host";
        }
        if (cause instanceof SSLException && cause.getCause() == null) {
            return "no TLS connection could be made; does it speak https there?";
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "its host name is unknown"
                    : "connection refused";
        }
        if (cause instanceof Error) {
            return "a fault of this program (" + cause.getClass().getSimpleName() + ")";
        }
        return cause instanceof IOException && cause.getCause() == null ? "the connection broke" : null;
    }
}
