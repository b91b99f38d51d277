package io.octoswarm.telegram;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A proxy on the way to Telegram; the name of Telegram's server is looked up there. Shown without its login.
 *
 * @param address {@code http://host:port} or {@code socks5://host:port}
 * @param login user and password; empty: it asks for none
 */
public record TelegramProxy(URI address, Optional<PasswordAuthentication> login) {
    private static final String HEADER = "Proxy-Authorization";

    /**
     * @param text with {@code user:password@} before the host where it asks for them, percent-encoded
     * @throws IllegalArgumentException it is of another form
     */
    static TelegramProxy of(String text) {
        URI url = URI.create(text);
        String path = url.getPath();
        if (!List.of("http", "socks5").contains(String.valueOf(url.getScheme()))
                || url.getHost() == null
                || url.getPort() < 1
                || url.getPort() > 65_535
                || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException();
        }
        return new TelegramProxy(
                URI.create(url.getScheme() + "://" + url.getHost() + ":" + url.getPort()),
                Optional.ofNullable(url.getRawUserInfo()).map(TelegramProxy::login));
    }

    private static PasswordAuthentication login(String text) {
        String[] parts = text.split(":", 2);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException();
        }
        return new PasswordAuthentication(
                StringUtils.uriDecode(parts[0], StandardCharsets.UTF_8),
                StringUtils.uriDecode(parts[1], StandardCharsets.UTF_8).toCharArray());
    }

    /** Sends all that a client sends this way. */
    void lead(OkHttpClient.Builder client) {
        boolean http = address.getScheme().equals("http");
        client.proxy(new Proxy(
                http ? Proxy.Type.HTTP : Proxy.Type.SOCKS,
                InetSocketAddress.createUnresolved(address.getHost(), address.getPort())));
        login.ifPresent(known -> {
            if (http) { // OkHttp's own tunnels: jdk.http.auth.tunneling.disabledSchemes means Java's alone
                client.proxyAuthenticator((route, response) -> withLogin(known, response));
            } else {
                Authenticator.setDefault(new SocksLogin(address, known)); // Java's sockets ask nobody else
            }
        });
    }

    /** Null: the proxy has seen it, and wants another one. */
    private static @Nullable Request withLogin(PasswordAuthentication login, Response asking) {
        Request request = asking.request();
        String words = Credentials.basic(login.getUserName(), new String(login.getPassword()), StandardCharsets.UTF_8);
        return request.header(HEADER) == null
                ? request.newBuilder().header(HEADER, words).build()
                : null;
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /** Told to this proxy alone. */
    private static final class SocksLogin extends Authenticator {
        private final URI proxy;
        private final PasswordAuthentication login;

        SocksLogin(URI proxy, PasswordAuthentication login) {
            this.proxy = proxy;
            this.login = login;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            boolean asks = getRequestingProtocol().equals("SOCKS5")
                    && getRequestingHost().equals(proxy.getHost())
                    && getRequestingPort() == proxy.getPort();
            return asks ? login : null;
        }
    }
}
