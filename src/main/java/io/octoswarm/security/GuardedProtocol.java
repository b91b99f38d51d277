package io.octoswarm.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1 with bounds that it lacks, against those who hold connections open without asking anything (slow
 * loris): {@value #MOST_CONNECTIONS} connections for one asker, the server's timeout of a connection for all of its TLS
 * handshake, and {@value #MOST_HEADER_SECONDS} s for the headers of a request, where Tomcat's own timeout begins anew with
 * every byte. Public with a public constructor because Tomcat makes it by its name.
 */
public final class GuardedProtocol extends Http11NioProtocol {
    /** A quarter of what the server takes in all (server.tomcat.max-connections). */
    static final int MOST_CONNECTIONS = 256;

    static final int MOST_HEADER_SECONDS = 20;

    private static final Logger log = LoggerFactory.getLogger(GuardedProtocol.class);

    /** For Tomcat. */
    public GuardedProtocol() {
        super(new FairEndpoint());
    }

    /** @param proxies through which many come, and which may have as many connections as they want */
    void exempt(List<AddressRange> proxies) {
        ((FairEndpoint) getEndpoint()).proxies = List.copyOf(proxies);
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor(this, getAdapter());
    }

    /** Closes what an asker opens beyond its share, and what greets without an end. */
    private static final class FairEndpoint extends NioEndpoint {
        private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

        private volatile List<AddressRange> proxies = List.of();
        private long warned = System.nanoTime() - BETWEEN_WARNINGS.toNanos();

        /** Called by Tomcat's one thread that accepts connections. */
        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            InetAddress from = address(socket);
            if (from == null || ForwardedRequest.isOneOf(proxies, from) || hasRoom(AddressRange.ofOwner(from))) {
                return super.setSocketOptions(socket);
            }
            destroySocket(socket);
            if (System.nanoTime() - warned >= BETWEEN_WARNINGS.toNanos()) {
                warned = System.nanoTime();
                log.warn("{} has {} connections open; more are refused.", from.getHostAddress(), MOST_CONNECTIONS);
            }
            return true; // false would have Tomcat close it once more
        }

        /**
         * Tomcat looks for those whose time is over after it has handed on what came, and a connection that was just handed
         * on is passed over then. Called by its one thread that waits for bytes.
         */
        @Override
        public boolean processSocket(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
            return !(event == SocketEvent.OPEN_READ && isGreetingTooLong(socket))
                    && super.processSocket(socket, event, dispatch); // false has Tomcat close it
        }

        /** Bytes of a handshake do not count as read: the last ones were so when the connection began. */
        private boolean isGreetingTooLong(SocketWrapperBase<NioChannel> socket) {
            return !socket.getSocket().isHandshakeComplete()
                    && socket instanceof NioSocketWrapper greeting
                    && System.currentTimeMillis() - greeting.getLastRead() > getConnectionTimeout();
        }

        private boolean hasRoom(AddressRange owner) {
            return connections.keySet().stream()
                            .map(FairEndpoint::address)
                            .filter(other -> other != null && owner.contains(other))
                            .limit(MOST_CONNECTIONS)
                            .count()
                    < MOST_CONNECTIONS;
        }

        private static @Nullable InetAddress address(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress from ? from.getAddress() : null;
            } catch (IOException closed) {
                return null;
            }
        }
    }

    /**
     * Ends a connection whose headers are still not whole when their time is over and a further byte comes; when none
     * comes, Tomcat ends it. One thread at a time has it.
     */
    private static final class TimedProcessor extends Http11Processor {
        private @Nullable SocketWrapperBase<?> waiting;
        private long since;

        TimedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (socket == waiting
                    && System.nanoTime() - since
                            > Duration.ofSeconds(MOST_HEADER_SECONDS).toNanos()) {
                waiting = null;
                return SocketState.CLOSED;
            }
            SocketState state = super.service(socket);
            if (state != SocketState.LONG || isAsync()) {
                waiting = null;
            } else if (socket != waiting) {
                waiting = socket;
                since = System.nanoTime();
            }
            return state;
        }
    }
}
