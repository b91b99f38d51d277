package io.octoswarm.mcp.client;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether the certificate that a server shows is the right one, decided before a request is sent there. For a peer with a
 * fingerprint that very certificate is, whoever issued it, for whatever name and time; for all others Java's own rules
 * hold: an authority that this device trusts, the host's name, the date. Thread-safe.
 *
 * <p>It is an extended trust manager because Java looks at the host's name by itself only beside plain ones.
 */
class PeerTrust extends X509ExtendedTrustManager {
    /** Who is to be where. */
    interface Directory {
        /** @param host in lower case, an IPv6 address without brackets */
        Optional<Peer> at(String host, int port);
    }

    private final Directory directory;
    private final X509ExtendedTrustManager rules;

    PeerTrust(Directory directory) {
        this(directory, null);
    }

    /** @param authorities null: those of this Java */
    PeerTrust(Directory directory, @Nullable KeyStore authorities) {
        this.directory = directory;
        this.rules = rules(authorities);
    }

    /** Those of the known peers, as they are at each connection. */
    static PeerTrust in(Peers peers) {
        return new PeerTrust(directory(peers));
    }

    static Directory directory(Peers peers) {
        return (host, port) -> peers.all().stream()
                .map(KnownPeer::peer)
                .filter(peer -> isAt(peer, host, port))
                .findFirst();
    }

    /** One peer's alone. */
    static PeerTrust in(Peer peer) {
        return new PeerTrust((host, port) -> isAt(peer, host, port) ? Optional.of(peer) : Optional.empty());
    }

    /**
     * Takes whatever is shown. For a client that tells no secret and believes nothing that is not proven for the
     * certificate that it sees.
     */
    static PeerTrust inStrangers() {
        return new PeerTrust((host, port) -> Optional.empty()) {
            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
                // who it is, the proof tells
            }
        };
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has TLS.", impossible);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        Peer peer = directory
                .at(bare(String.valueOf(engine.getPeerHost())), engine.getPeerPort())
                .orElse(null);
        Fingerprint shown = Fingerprint.of(chain[0]);
        if (peer != null && peer.fingerprint() != null) {
            if (!shown.equals(peer.fingerprint())) {
                throw refused("it shows another certificate than is pinned: " + shown + " in place of "
                        + peer.fingerprint() + "; if it has a new one (/swarm there tells): " + command(peer, shown));
            }
            return;
        }
        try {
            rules.checkServerTrusted(chain, type, engine);
        } catch (CertificateException doubtful) {
            throw refused("nobody whom this device trusts vouches for its certificate, " + shown
                    + (peer == null ? "" : "; if that is the one which /swarm there tells: " + command(peer, shown)));
        }
    }

    /** What a person types who finds it right. */
    private static String command(Peer peer, Fingerprint shown) {
        return new Peer(peer.name(), peer.url(), List.of(), shown).addCommand();
    }

    private static CertificateException refused(String why) {
        return new CertificateException(new PeerUnreachable(why, PeerUnreachable.Stage.UNTRUSTED));
    }

    private static boolean isAt(Peer peer, String host, int port) {
        return peer.isEncrypted()
                && bare(peer.url().getHost()).equals(host)
                && (peer.url().getPort() == -1 ? 443 : peer.url().getPort()) == port;
    }

    private static String bare(String host) {
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    private static X509ExtendedTrustManager rules(@Nullable KeyStore authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("This Java has no rules for certificates."));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("This Java's list of authorities cannot be read.", unreadable);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        rules.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        rules.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        rules.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        rules.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        rules.checkClientTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return rules.getAcceptedIssuers();
    }
}
