package io.octoswarm.discovery;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import javax.jmdns.impl.DNSTaskStarter;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.NameRegister;

/**
 * mDNS on one address: announces this Octo and listens for others. What it hears it tells on JmDNS's thread; all else is
 * called by one thread.
 */
final class Responder implements AutoCloseable {
    /** Beyond that somebody floods the network; JmDNS itself would remember everything. */
    private static final int MOST_RECORDS = 4_000;

    static {
        NameRegister.Factory.setRegistry(new DashedNames());
        PromptProbing.install();
    }

    /** What is heard. */
    interface Ear {
        void heard(Link link, Advertisement advertisement);

        /** It said goodbye, or its announcement was not renewed. */
        void gone(Link link, String name);
    }

    private final Link link;
    private final JmDNSImpl dns;
    private final ServiceInfo self;
    private final String wanted;
    private final ServiceListener listener;
    private volatile boolean lost; // told by JmDNS's thread

    private Responder(Link link, JmDNSImpl dns, ServiceInfo self, Ear ear) {
        this.link = link;
        this.dns = dns;
        this.self = self;
        this.wanted = self.getName();
        this.listener = new Listener(ear);
        dns.setDelegate((broken, services) -> lost = true);
    }

    /**
     * Begins to announce and to listen.
     *
     * @param name at most 63 bytes of UTF-8
     * @throws IOException where the address, the port 5353 or the network does not allow it
     */
    static Responder open(Link link, String name, int port, Map<String, String> text, Ear ear) throws IOException {
        JmDNSImpl dns = (JmDNSImpl) JmDNS.create(link.address(), hostName(link));
        Responder responder =
                new Responder(link, dns, ServiceInfo.create(Advertisement.TYPE, name, port, 0, 0, text), ear);
        try {
            dns.addServiceListener(Advertisement.TYPE, responder.listener);
            dns.registerService(responder.self);
            return responder;
        } catch (IOException | RuntimeException | OutOfMemoryError refused) { // that one for want of threads
            dns.close();
            throw refused;
        }
    }

    Link link() {
        return link;
    }

    /** The name that is announced; another one than was wanted where that was taken. */
    String name() {
        return self.getName();
    }

    boolean renamed() {
        return !name().equals(wanted);
    }

    /** Whether the network is told that this Octo is here, as nobody denied its name. */
    boolean isAnnounced() {
        return dns.isAnnouncing() || dns.isAnnounced();
    }

    /** Whether the network could not be sent to, and JmDNS has given up. */
    boolean isLost() {
        return lost;
    }

    /** Asks the network who is there. */
    void ask() {
        dns.removeServiceListener(Advertisement.TYPE, listener);
        dns.addServiceListener(Advertisement.TYPE, listener);
    }

    /** Forgets what has run out; JmDNS by itself does that every 10 s, and tells of a goodbye not before. */
    void tidy() {
        dns.cleanCache();
    }

    boolean flooded() {
        return dns.getCache().size() > MOST_RECORDS;
    }

    /** Says goodbye and waits until that is sent: some 3 s, at most 10. */
    @Override
    public void close() {
        dns.close();
        if (lost) { // JmDNS leaves its threads behind then
            dns.cancelTimer();
            dns.cancelStateTimer();
            DNSTaskStarter.Factory.getInstance().disposeStarter(dns);
        }
    }

    /**
     * Not the device's own name, which other programs announce, and none of which two devices could think that it is
     * theirs.
     */
    private static String hostName(Link link) {
        return "octo-" + HexFormat.of().formatHex(link.address().getAddress());
    }

    private final class Listener implements ServiceListener {
        private final Ear ear;

        Listener(Ear ear) {
            this.ear = ear;
        }

        @Override
        public void serviceAdded(ServiceEvent event) {
            resolved(event.getInfo());
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            resolved(event.getInfo());
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            ear.gone(link, event.getName());
        }

        private void resolved(ServiceInfo info) {
            if (info.hasData()) {
                Advertisement.read(info, link).ifPresent(read -> ear.heard(link, read));
            }
        }
    }
}
