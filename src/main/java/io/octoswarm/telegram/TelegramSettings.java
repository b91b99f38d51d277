package io.octoswarm.telegram;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How this Octo takes part in Telegram.
 *
 * @param groupId the group's chat id; groups have negative ids
 * @param token the bot's token; never printed. Whether it is a good one only Telegram can say.
 * @param apiUrl the Bot API server: scheme, host and port
 * @param proxy the way to it; empty: a direct one
 * @param standInAfter how long a supervisor is gone before a worker answers for it; the same on all Octos of a group
 * @param perMinute how many messages a minute the bot says in a group at the most
 * @param ownerId the owner's user id; empty: see the module's rule on whom to trust
 */
public record TelegramSettings(
        Mode mode,
        Optional<Long> groupId,
        Optional<String> token,
        Optional<Long> ownerId,
        URI apiUrl,
        Optional<TelegramProxy> proxy,
        Duration standInAfter,
        int perMinute) {
    /** Where this Octo listens. */
    public enum Mode {
        PRIVATE,
        GROUP
    }

    public static TelegramSettings from(Variables variables) {
        TelegramSettings settings = new TelegramSettings(
                variables.oneOf("SWARM_TELEGRAM_MODE", Mode.PRIVATE),
                variables.find(
                        "SWARM_TELEGRAM_GROUP_ID",
                        "the group's id, a negative whole number such as -100123456789",
                        TelegramSettings::negative),
                variables.find("TELEGRAM_BOT_TOKEN"),
                variables.find("TELEGRAM_OWNER_ID", "a user id, a positive whole number", TelegramSettings::positive),
                variables
                        .find(
                                "TELEGRAM_API_URL",
                                "a URL such as http://localhost:8081, without a path",
                                TelegramSettings::server)
                        .orElse(URI.create("https://api.telegram.org")),
                proxy(variables),
                Duration.ofSeconds(variables.whole("TELEGRAM_STAND_IN_SECONDS", 60, 5, 86_400)),
                variables.whole("TELEGRAM_MESSAGES_PER_MINUTE", 20, 1, 60_000));
        if (settings.mode == Mode.GROUP && settings.groupId.isEmpty()) {
            throw new InvalidSetting("SWARM_TELEGRAM_MODE", "group", "SWARM_TELEGRAM_GROUP_ID must be set with it");
        }
        return settings;
    }

    private static URI server(String text) {
        URI url = URI.create(text);
        boolean bare = url.getPath() == null
                || url.getPath().isEmpty()
                || url.getPath().equals("/");
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))
                || url.getHost() == null
                || url.getUserInfo() != null
                || !bare) {
            throw new IllegalArgumentException();
        }
        return url;
    }

    /** It may hold a password before its host, and is then not shown. */
    private static Optional<TelegramProxy> proxy(Variables variables) {
        String allowed = "http://host:port or socks5://host:port, with user:password@ before the host where it asks for"
                + " them (their special characters as %XX)";
        try {
            return variables.find("TELEGRAM_PROXY", allowed, TelegramProxy::of);
        } catch (InvalidSetting invalid) {
            throw variables.find("TELEGRAM_PROXY").orElseThrow().contains("@")
                    ? InvalidSetting.secret("TELEGRAM_PROXY", allowed)
                    : invalid;
        }
    }

    private static Long negative(String text) {
        long id = Long.parseLong(text);
        if (id >= 0) {
            throw new IllegalArgumentException();
        }
        return id;
    }

    private static Long positive(String text) {
        long id = Long.parseLong(text);
        if (id <= 0) {
            throw new IllegalArgumentException();
        }
        return id;
    }

    @Override
    public String toString() {
        return "TelegramSettings[mode=" + mode + ", groupId=" + groupId + ", token="
                + (token.isPresent() ? "set" : "not set") + "]";
    }
}
