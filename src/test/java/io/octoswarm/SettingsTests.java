package io.octoswarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.agent.AgentKind;
import io.octoswarm.agent.AgentSettings;
import io.octoswarm.agent.CommandLine;
import io.octoswarm.discovery.DiscoverySettings;
import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Profile;
import io.octoswarm.instance.Role;
import io.octoswarm.instance.Variables;
import io.octoswarm.routing.RoutingSettings;
import io.octoswarm.security.SecuritySettings;
import io.octoswarm.security.TlsSettings;
import io.octoswarm.task.TaskSettings;
import io.octoswarm.telegram.TelegramProxy;
import io.octoswarm.telegram.TelegramSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {
    /** The configuration block of the documentation, word for word. */
    private static final String DOCUMENTED = """
            # Core swarm settings
            SWARM_ENABLED=true              # Master toggle
            SWARM_NAME=atlas                # This instance's name in the swarm
            SWARM_PORT=9100                 # MCP HTTP server port
            SWARM_CAPABILITIES=research,coding  # Comma-separated capability tags

            # Role & Telegram group mode
            SWARM_ROLE=supervisor           # "supervisor" or "worker"
            SWARM_TELEGRAM_MODE=group       # "private" (default) or "group"
            SWARM_TELEGRAM_GROUP_ID=-100xxx # Telegram group chat ID
            """;

    /** The two files of the documentation's example, word for word. */
    private static final String ATLAS = """
            SWARM_ENABLED=true
            SWARM_NAME=atlas
            SWARM_PORT=9100
            SWARM_ROLE=supervisor
            SWARM_CAPABILITIES=research,coding
            SWARM_TELEGRAM_MODE=group
            SWARM_TELEGRAM_GROUP_ID=-100123456789
            TELEGRAM_BOT_TOKEN=<atlas-bot-token>
            """;

    private static final String SENTINEL = """
            SWARM_ENABLED=true
            SWARM_NAME=sentinel
            SWARM_PORT=9100
            SWARM_ROLE=worker
            SWARM_CAPABILITIES=monitoring,ops,infrastructure
            SWARM_TELEGRAM_MODE=group
            SWARM_TELEGRAM_GROUP_ID=-100123456789
            TELEGRAM_BOT_TOKEN=<sentinel-bot-token>
            """;

    @TempDir
    private Path folder;

    @Test
    void everyDefaultIsAsDocumented() {
        Settings settings = settings(Map.of());

        assertThat(settings.instance().enabled()).isTrue();
        assertThat(settings.instance().name()).matches("([\\p{L}\\p{M}\\p{N}_-]{1,58}-)?octo");
        assertThat(settings.instance().port()).isEqualTo(9100);
        assertThat(settings.instance().capabilities()).isEmpty();
        assertThat(settings.instance().role()).isEqualTo(Role.WORKER);
        assertThat(settings.instance().folder()).isEqualTo(Path.of(".octo").toAbsolutePath());
        assertThat(settings.telegram())
                .isEqualTo(new TelegramSettings(
                        TelegramSettings.Mode.PRIVATE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        URI.create("https://api.telegram.org"),
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        20));
        assertThat(settings.security()).isEqualTo(new SecuritySettings(List.of()));
        assertThat(settings.tls()).isEqualTo(new TlsSettings(false, Optional.empty()));
        assertThat(settings.discovery()).isEqualTo(new DiscoverySettings(DiscoverySettings.Mode.MDNS));
        assertThat(settings.task())
                .isEqualTo(new TaskSettings(3, Optional.empty(), 30, 200, Duration.ofDays(1), List.of()));
        assertThat(settings.agent())
                .isEqualTo(new AgentSettings(
                        AgentKind.AUTO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(settings.agent().chosen()).isEqualTo(AgentKind.BUILTIN);
        assertThat(settings.warnings()).isEmpty();
    }

    /** The list of names, and that each of them has its effect: a misspelt one would be found by its default. */
    @Test
    void everyVariableIsReadUnderItsDocumentedName() {
        Map<String, String> all = Map.ofEntries(
                Map.entry("SWARM_ENABLED", "false"),
                Map.entry("SWARM_NAME", "sentinel"),
                Map.entry("SWARM_PORT", "9101"),
                Map.entry("SWARM_CAPABILITIES", "monitoring, ops"),
                Map.entry("SWARM_ROLE", "supervisor"),
                Map.entry("SWARM_TELEGRAM_MODE", "group"),
                Map.entry("SWARM_TELEGRAM_GROUP_ID", "-100123456789"),
                Map.entry("TELEGRAM_BOT_TOKEN", "12:ab"),
                Map.entry("TELEGRAM_OWNER_ID", "42"),
                Map.entry("TELEGRAM_API_URL", "http://localhost:8081"),
                Map.entry("TELEGRAM_PROXY", "socks5://proxy:1080"),
                Map.entry("TELEGRAM_STAND_IN_SECONDS", "30"),
                Map.entry("TELEGRAM_MESSAGES_PER_MINUTE", "600"),
                Map.entry("SWARM_API_KEY", "new,old"),
                Map.entry("SWARM_TRUSTED_PROXIES", "10.0.0.1, 172.20.0.0/16, fd00::/8"),
                Map.entry("SWARM_TLS", "off"),
                Map.entry("SWARM_TLS_CERTIFICATE", "/etc/octo/cert.pem"),
                Map.entry("SWARM_TLS_PRIVATE_KEY", "/etc/octo/key.pem"),
                Map.entry("SWARM_AUDIT_CONTENTS", "true"),
                Map.entry("SWARM_DISCOVERY", "off"),
                Map.entry("SWARM_BOARD_URL", "jdbc:postgresql://pi:5432/board"),
                Map.entry("SWARM_AGENT", "command"),
                Map.entry("DEFAULT_MODEL", "some-model"),
                Map.entry("ANTHROPIC_API_KEY", "a-key"),
                Map.entry("ANTHROPIC_BASE_URL", "http://localhost:8001"),
                Map.entry("OPENAI_API_KEY", "o-key"),
                Map.entry("OPENAI_BASE_URL", "http://localhost:8000/v1"),
                Map.entry("OLLAMA_BASE_URL", "http://localhost:11434"),
                Map.entry("SWARM_AGENT_COMMAND", "answer -p"),
                Map.entry("BG_MAX_CONCURRENT", "7"),
                Map.entry("SWARM_SHELL", "rsync, df"),
                Map.entry("BG_KEEP_DAYS", "3"),
                Map.entry("BG_KEEP_MB", "20"),
                Map.entry("SWARM_PATIENCE_MINUTES", "60"),
                Map.entry("OCTO_DIR", folder.toString()),
                Map.entry("SWARM_DESCRIPTION", "the cellar's server"),
                Map.entry("SWARM_EXAMPLES", "check the backups; is the freezer cold, and why?"),
                Map.entry("SWARM_ROUTE_THRESHOLD", "0.6"),
                Map.entry("SWARM_ROUTE_MAYBE", "0.3"));
        Settings settings = settings(all);

        assertThat(Settings.NAMES).isEqualTo(all.keySet());
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.instance().enabled()).isFalse();
        assertThat(settings.instance().name()).isEqualTo("sentinel");
        assertThat(settings.instance().profile())
                .isEqualTo(new Profile(
                        "the cellar's server", List.of("check the backups", "is the freezer cold, and why?")));
        assertThat(settings.routing()).isEqualTo(new RoutingSettings(0.6, 0.3));
        assertThat(settings.instance().port()).isEqualTo(9101);
        assertThat(settings.instance().capabilities()).containsExactly("monitoring", "ops");
        assertThat(settings.instance().role()).isEqualTo(Role.SUPERVISOR);
        assertThat(settings.instance().folder()).isEqualTo(folder);
        assertThat(settings.telegram())
                .isEqualTo(new TelegramSettings(
                        TelegramSettings.Mode.GROUP,
                        Optional.of(-100123456789L),
                        Optional.of("12:ab"),
                        Optional.of(42L),
                        URI.create("http://localhost:8081"),
                        Optional.of(new TelegramProxy(URI.create("socks5://proxy:1080"), Optional.empty())),
                        Duration.ofSeconds(30),
                        600));
        assertThat(settings.security().keys()).containsExactly("new", "old");
        assertThat(settings.security().sent()).contains("new");
        assertThat(settings.discovery().mode()).isEqualTo(DiscoverySettings.Mode.OFF);
        assertThat(settings.task())
                .isEqualTo(new TaskSettings(
                        7,
                        Optional.of("jdbc:postgresql://pi:5432/board"),
                        3,
                        20,
                        Duration.ofHours(1),
                        List.of("rsync", "df")));
        assertThat(settings.agent().kind()).isEqualTo(AgentKind.COMMAND);
        assertThat(settings.agent().model()).contains("some-model");
        assertThat(settings.agent().anthropicKey()).contains("a-key");
        assertThat(settings.agent().openAiKey()).contains("o-key");
        assertThat(settings.agent().openAiUrl()).hasToString("Optional[http://localhost:8000/v1]");
        assertThat(settings.agent().ollamaUrl()).hasToString("Optional[http://localhost:11434]");
        assertThat(settings.agent().command()).contains(new CommandLine(List.of("answer", "-p")));
    }

    @Test
    void ofTheDocumentedBlockOnlyThePlaceholderOfTheGroupIsRefused() throws IOException {
        assertThatThrownBy(() -> dotenv(DOCUMENTED))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SWARM_TELEGRAM_GROUP_ID=-100xxx is not allowed: the group's id, a negative whole number"
                        + " such as -100123456789");
    }

    @Test
    void theDocumentedBlockWithARealGroupIsTakenWithoutItsComments() throws IOException {
        Settings settings = dotenv(DOCUMENTED.replace("-100xxx", "-100123"));

        assertThat(settings.instance().enabled()).isTrue();
        assertThat(settings.instance().name()).isEqualTo("atlas");
        assertThat(settings.instance().port()).isEqualTo(9100);
        assertThat(settings.instance().capabilities()).containsExactly("research", "coding");
        assertThat(settings.instance().role()).isEqualTo(Role.SUPERVISOR);
        assertThat(settings.telegram().mode()).isEqualTo(TelegramSettings.Mode.GROUP);
        assertThat(settings.telegram().groupId()).contains(-100123L);
        assertThat(settings.warnings())
                .containsExactly(
                        "SWARM_TELEGRAM_GROUP_ID has no effect without TELEGRAM_BOT_TOKEN: this Octo is in no group.");
    }

    @Test
    void theTwoFilesOfTheDocumentedExampleAreTaken() throws IOException {
        Settings atlas = dotenv(ATLAS);
        Settings sentinel = dotenv(SENTINEL);

        assertThat(atlas.instance().name()).isEqualTo("atlas");
        assertThat(atlas.telegram().token()).contains("<atlas-bot-token>");
        assertThat(sentinel.instance().name()).isEqualTo("sentinel");
        assertThat(sentinel.instance().role()).isEqualTo(Role.WORKER);
        assertThat(sentinel.instance().capabilities()).containsExactly("monitoring", "ops", "infrastructure");
        assertThat(sentinel.telegram().groupId()).contains(-100123456789L);
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Files.writeString(folder.resolve(".env"), "SWARM_NAME=file\nSWARM_PORT=9101\n");

        Settings settings = Settings.read(Variables.read(Map.of("SWARM_NAME", "environment"), folder));

        assertThat(settings.instance().name()).isEqualTo("environment");
        assertThat(settings.instance().port()).isEqualTo(9101);
    }

    /** As a compose file passes on a variable that nobody has set. */
    @Test
    void anEmptyVariableOfTheEnvironmentCountsAsNotSet() throws IOException {
        Files.writeString(folder.resolve(".env"), "SWARM_NAME=file\n");

        Settings settings = Settings.read(Variables.read(Map.of("SWARM_NAME", " ", "SWARM_PORT", ""), folder));

        assertThat(settings.instance().name()).isEqualTo("file");
        assertThat(settings.instance().port()).isEqualTo(9100);
    }

    @Test
    void warnsOfANameThatIsNoneOfOurs() {
        assertThat(settings(Map.of("SWARM_NAMES", "atlas", "OTHER", "1")).warnings())
                .containsExactly(
                        "SWARM_NAMES is no setting of this program and has no effect; .env.example lists them all.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SWARM_ENABLED           | yes              | true or false
            SWARM_NAME              | at las           | 1 to 63 letters, digits, _ or -
            SWARM_NAME              | atlas!           | 1 to 63 letters, digits, _ or -
            SWARM_PORT              | 0                | a whole number from 1 to 65535
            SWARM_PORT              | 65536            | a whole number from 1 to 65535
            SWARM_PORT              | 91OO             | a whole number from 1 to 65535
            SWARM_PORT              | 99999999999      | a whole number from 1 to 65535
            SWARM_ROLE              | boss             | one of supervisor, worker
            SWARM_TELEGRAM_MODE     | public           | one of private, group
            SWARM_TELEGRAM_MODE     | group            | SWARM_TELEGRAM_GROUP_ID must be set with it
            SWARM_TELEGRAM_GROUP_ID | 100123           | the group's id, a negative whole number such as -100123456789
            TELEGRAM_OWNER_ID       | -5               | a user id, a positive whole number
            TELEGRAM_OWNER_ID       | @owner           | a user id, a positive whole number
            TELEGRAM_API_URL        | localhost:8081   | a URL such as http://localhost:8081, without a path
            TELEGRAM_API_URL        | http://host/bot  | a URL such as http://localhost:8081, without a path
            TELEGRAM_PROXY          | proxy:3128       | http://host:port or socks5://host:port, with user:password@ before the host where it asks for them (their special characters as %XX)
            SWARM_TLS               | yes              | one of on, off
            SWARM_TLS_CERTIFICATE   | /etc/cert.pem    | SWARM_TLS_PRIVATE_KEY must be set with it
            SWARM_TLS_PRIVATE_KEY   | /etc/key.pem     | SWARM_TLS_CERTIFICATE must be set with it
            SWARM_DISCOVERY         | bonjour          | one of mdns, off
            SWARM_AGENT             | gpt              | one of auto, builtin, anthropic, openai, ollama, command
            SWARM_AGENT             | anthropic        | ANTHROPIC_API_KEY must be set with it
            SWARM_AGENT             | openai           | OPENAI_API_KEY or OPENAI_BASE_URL must be set with it
            SWARM_AGENT             | command          | SWARM_AGENT_COMMAND must be set with it
            OPENAI_BASE_URL         | localhost:8000   | a URL with http:// or https://, without user, password, ? and #
            OLLAMA_BASE_URL         | http://h/v1?a=1  | a URL with http:// or https://, without user, password, ? and #
            BG_MAX_CONCURRENT       | 0                | a whole number from 1 to 1000
            BG_MAX_CONCURRENT       | 1001             | a whole number from 1 to 1000
            BG_MAX_CONCURRENT       | -1               | a whole number from 1 to 1000
            """)
    void aWrongValueIsToldWithItsVariableAndWhatIsAllowed(String variable, String value, String allowed) {
        assertThatThrownBy(() -> settings(Map.of(variable, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(variable + "=" + value + " is not allowed: " + allowed);
    }

    @Test
    void aTagIsOfBoundedLength() {
        String tag = "x".repeat(101);

        assertThatThrownBy(() -> settings(Map.of("SWARM_CAPABILITIES", "ops," + tag)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("SWARM_CAPABILITIES=xxx")
                .hasMessageContaining("at most 100 characters")
                .message()
                .hasSizeLessThan(250);
    }

    @Test
    void aWrongValueCannotBeginALineOfItsOwn() {
        assertThatThrownBy(() -> settings(Map.of("SWARM_NAME", "a\nERROR forged\u001b[31m")))
                .isInstanceOf(InvalidSetting.class)
                .message()
                .doesNotContain("\n", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " True "})
    void valuesAreTakenInAnyCaseAndTrimmed(String value) {
        assertThat(settings(Map.of("SWARM_ENABLED", value, "SWARM_ROLE", "Supervisor"))
                        .instance()
                        .role())
                .isEqualTo(Role.SUPERVISOR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANTHROPIC_API_KEY   | k                      | ANTHROPIC
            OPENAI_API_KEY      | k                      | OPENAI
            OPENAI_BASE_URL     | http://localhost:1     | OPENAI
            OLLAMA_BASE_URL     | http://localhost:11434 | OLLAMA
            SWARM_AGENT_COMMAND | answer -p              | COMMAND
            DEFAULT_MODEL       | some                   | BUILTIN
            """)
    void autoTakesTheBrainThatIsSet(String variable, String value, AgentKind expected) {
        assertThat(settings(Map.of(variable, value)).agent().chosen()).isEqualTo(expected);
    }

    @Test
    void autoTakesTheFirstOfSeveral() {
        assertThat(settings(Map.of("ANTHROPIC_API_KEY", "k", "OPENAI_API_KEY", "k", "SWARM_AGENT_COMMAND", "c"))
                        .agent()
                        .chosen())
                .isEqualTo(AgentKind.ANTHROPIC);
    }

    @Test
    void aCommandWithAnOpenQuoteIsRefusedAndNotShown() {
        assertThatThrownBy(() -> settings(Map.of("SWARM_AGENT_COMMAND", "answer --key 'geheim")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SWARM_AGENT_COMMAND (value not shown) is not allowed:"
                        + " a program and its arguments, every quote closed");
    }

    @Test
    void noSecretIsEverInAToString() {
        Settings settings = settings(Map.of(
                "SWARM_API_KEY", "geheim-one,geheim-two",
                "TELEGRAM_BOT_TOKEN", "12:geheim",
                "TELEGRAM_PROXY", "http://user:geheim@proxy:3128",
                "SWARM_BOARD_URL", "jdbc:postgresql://pi/board?user=octo&password=geheim",
                "ANTHROPIC_API_KEY", "geheim-a",
                "OPENAI_API_KEY", "geheim-o",
                "OPENAI_BASE_URL", "https://host/v1",
                "OLLAMA_BASE_URL", "https://host/",
                "SWARM_AGENT_COMMAND", "answer --key geheim"));

        assertThat(settings.toString()).doesNotContain("geheim");
        assertThat(settings.records().stream().map(Object::toString).collect(Collectors.joining()))
                .contains("TaskSettings", "SecuritySettings", "TelegramSettings", "AgentSettings")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SWARM_API_KEY   | good,geheim with spaces
            SWARM_API_KEY   | geheim-ü
            SWARM_API_KEY   | ', ,'
            SWARM_BOARD_URL | jdbc:mysql://octo:geheim@pi/board
            SWARM_BOARD_URL | jdbc:postgresql://pi/board?password=geheim geheim
            SWARM_BOARD_URL | jdbc:postgresql:board?password=geheim
            SWARM_BOARD_URL | postgresql://octo:geheim@pi/board
            SWARM_BOARD_URL | jdbc:postgresql:///board?password=geheim
            SWARM_BOARD_URL | jdbc:postgresql://octo:geheim@pi:5432/board
            SWARM_BOARD_URL | jdbc:postgresql://octo:geheim@pi/board
            SWARM_BOARD_URL | jdbc:postgresql://pi/board&user=octo&password=geheim
            ANTHROPIC_API_KEY | sk-geheim-​
            OPENAI_API_KEY  | sk-geheim xyz
            OPENAI_BASE_URL | https://user:geheim@host/v1
            OLLAMA_BASE_URL | https://user:geheim@host/
            TELEGRAM_PROXY  | https://user:geheim@proxy:3128
            TELEGRAM_PROXY  | http://user:geheim#1@proxy:3128
            TELEGRAM_PROXY  | http://geheim@proxy:3128
            """)
    void aWrongSecretIsRefusedWithoutBeingShown(String variable, String value) {
        assertThatThrownBy(() -> settings(Map.of(variable, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasNoCause()
                .hasMessageStartingWith(variable + " (value not shown) is not allowed: ")
                .message()
                .doesNotContain("geheim");
    }

    /** A password in a model's address must not be told either. */
    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_BASE_URL", "OLLAMA_BASE_URL"})
    void aWrongAddressOfAModelDoesNotShowItsPassword(String variable) {
        assertThatThrownBy(() -> settings(Map.of(variable, "htps://user:geheim@host/v1")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(variable)
                .message()
                .doesNotContain("geheim");
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.read(new Variables(values));
    }

    private Settings dotenv(String text) throws IOException {
        Files.writeString(folder.resolve(".env"), text);
        return Settings.read(Variables.read(Map.of(), folder));
    }
}
