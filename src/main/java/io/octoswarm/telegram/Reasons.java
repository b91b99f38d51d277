package io.octoswarm.telegram;

import io.octoswarm.instance.PlainText;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Why a call failed, as a clause that a person can act on; the token that stands in every URL is not in it. */
final class Reasons {
    private static final int LONGEST = 300;

    private final String token;
    private final Optional<TelegramProxy> proxy;
    private final Optional<String> named;

    Reasons(String token, Optional<TelegramProxy> proxy) {
        this.token = token;
        this.proxy = proxy;
        this.named = proxy.map(way -> "the proxy " + way + " (TELEGRAM_PROXY)");
    }

    /** The subject is Telegram's server. */
    String of(Throwable failure) {
        if (isUnknownName(failure)) {
            return named.map(way -> "the name of " + way).orElse("its name") + " cannot be found";
        }
        if (isRefused(failure)) {
            return named.orElse("it") + " accepts no connection";
        }
        if (proxy.isPresent() && isLoginRefused(failure)) {
            boolean shown = proxy.get().login().isPresent();
            return named.get() + (shown ? " refuses that user and password" : " asks for a user and password");
        }
        String through = named.map(way -> ", through " + way).orElse("");
        if (failure instanceof InterruptedIOException) {
            return "it gives no answer" + through;
        }
        if (failure instanceof BotApi.Fault fault) {
            return "it answers with error " + fault.status() + through;
        }
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName() + through;
        }
        return (message.startsWith("unexpected end of stream") ? "it cut the connection" : clean(message)) + through;
    }

    /** Java's sockets tell of a SOCKS proxy in exceptions of one kind, and the proxy's name alone in this case. */
    private boolean isUnknownName(Throwable failure) {
        return failure instanceof UnknownHostException
                || proxy.filter(way -> failure instanceof SocketException
                                && String.valueOf(failure.getMessage())
                                        .startsWith(way.address().getHost()))
                        .isPresent();
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || String.valueOf(failure.getMessage()).startsWith("Connection refused"); // of a SOCKS proxy
    }

    /** In the words of OkHttp and of Java's sockets. */
    private static boolean isLoginRefused(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Failed to authenticate with proxy")
                || message.matches("SOCKS ?: authentication failed")
                || (failure instanceof BotApi.Fault fault && fault.status() == 407);
    }

    /** What Telegram says. */
    String clean(String text) {
        return PlainText.clause(text.replace(token, "<token>"), LONGEST);
    }
}
