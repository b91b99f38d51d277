package io.octoswarm.telegram;

import io.octoswarm.instance.PlainText;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Why a call failed, as a clause that a person can act on; the token that stands in every URL is not in it. */
final class Reasons {
    private static final int LONGEST = 300;

    private final String token;
    private final Optional<String> proxy;

    Reasons(String token, Optional<URI> proxy) {
        this.token = token;
        this.proxy = proxy.map(url -> "the proxy " + url + " (TELEGRAM_PROXY)");
    }

    /** The subject is Telegram's server. */
    String of(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return proxy.map(way -> "the name of " + way).orElse("its name") + " cannot be found";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return proxy.orElse("it") + " accepts no connection";
        }
        String through = proxy.map(way -> ", through " + way).orElse("");
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

    /** What Telegram says. */
    String clean(String text) {
        return PlainText.clause(text.replace(token, "<token>"), LONGEST);
    }
}
