package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.octoswarm.instance.Variables;
import io.octoswarm.telegram.BotFailure.Kind;
import io.octoswarm.testing.FakeProxy;
import io.octoswarm.testing.FakeSocks;
import io.octoswarm.testing.FakeTelegram;
import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.TestCertificate;
import java.io.OutputStream;
import java.net.Authenticator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telegram.telegrambots.meta.api.methods.GetMe;

/** Calls of a Bot API server over TLS, with a certificate that this Java trusts, through proxies over real sockets. */
@ExtendWith(OutputCaptureExtension.class)
class TelegramProxyTests {
    private static final String LOGIN = "octo:p@ss/wörd";
    private static final String ENCODED = "octo:p%40ss%2Fw%C3%B6rd";

    @TempDir
    static Path folder;

    private static FakeTelegram telegram;
    private static String token;

    private BotApi api;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder.resolve("telegram"));
        Path store = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            certificate.asAuthority().store(out, "password".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "password");
        telegram = FakeTelegram.start(certificate.server());
        token = telegram.bot(111, "atlas_octo_bot");
    }

    @AfterAll
    static void end() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        telegram.close();
    }

    @AfterEach
    void hangUp(CapturedOutput output) {
        api.close();
        Authenticator.setDefault(null);
        assertThat(output.getAll()).doesNotContain("secret-atlas", "p@ss", "p%40ss");
    }

    private String whoAmI(String proxy) throws Exception {
        return whoAmI(proxy, telegram.url());
    }

    private String whoAmI(String proxy, String server) throws Exception {
        Map<String, String> settings = Map.of("TELEGRAM_API_URL", server, "TELEGRAM_PROXY", proxy);
        api = new BotApi(TelegramSettings.from(new Variables(settings)), token, Patience.USUAL, Clock.systemUTC());
        return api.call(new GetMe()).getUserName();
    }

    /** Nothing was sent, so that a message need not be looked for, and this is why. */
    private String whyUnsent(String proxy) {
        return whyUnsent(proxy, telegram.url());
    }

    private String whyUnsent(String proxy, String server) {
        BotFailure failure = catchThrowableOfType(BotFailure.class, () -> whoAmI(proxy, server));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        return failure.getMessage();
    }

    @Test
    void goesThroughTheTunnelOfAnHttpProxy() throws Exception {
        try (FakeProxy proxy = FakeProxy.start()) {
            assertThat(whoAmI(proxy.url())).isEqualTo("atlas_octo_bot");
            assertThat(whoAmI(proxy.url())).isEqualTo("atlas_octo_bot");
            assertThat(proxy.requests()).containsOnly("CONNECT localhost:" + telegram.port() + " HTTP/1.1");
        }
    }

    /** There is no certificate for that name, so that nothing is said there. */
    @Test
    void theServersNameIsLookedUpByTheProxy() {
        String elsewhere = "https://telegram.invalid:" + telegram.port();
        try (FakeProxy http = FakeProxy.start();
                FakeSocks socks = FakeSocks.start()) {
            assertThat(whyUnsent(http.url(), elsewhere)).contains("telegram.invalid");
            api.close();
            assertThat(whyUnsent("socks5://127.0.0.1:" + socks.port(), elsewhere))
                    .contains("telegram.invalid");
            assertThat(http.requests()).containsExactly("CONNECT telegram.invalid:" + telegram.port() + " HTTP/1.1");
            assertThat(socks.requests()).containsExactly("telegram.invalid:" + telegram.port());
        }
    }

    @Test
    void showsUserAndPasswordToAnHttpProxyThatAsksForThem() throws Exception {
        String header = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
        try (FakeProxy proxy = FakeProxy.guarded(header)) {
            assertThat(whoAmI("http://" + ENCODED + "@127.0.0.1:" + proxy.port()))
                    .isEqualTo("atlas_octo_bot");
        }
    }

    @Test
    void anHttpProxyThatRefusesTheLoginIsNamedWithoutIt() {
        try (FakeProxy proxy = FakeProxy.guarded("Basic other")) {
            assertThat(whyUnsent("http://" + ENCODED + "@127.0.0.1:" + proxy.port()))
                    .isEqualTo("the proxy " + proxy.url() + " (TELEGRAM_PROXY) refuses that user and password");
            assertThat(whyUnsent(proxy.url()))
                    .isEqualTo("the proxy " + proxy.url() + " (TELEGRAM_PROXY) asks for a user and password");
        }
    }

    @Test
    void goesThroughASocksProxy() throws Exception {
        try (FakeSocks proxy = FakeSocks.start()) {
            assertThat(whoAmI("socks5://127.0.0.1:" + proxy.port())).isEqualTo("atlas_octo_bot");
            assertThat(proxy.requests()).containsExactly("localhost:" + telegram.port());
        }
    }

    @Test
    void showsUserAndPasswordToASocksProxyThatAsksForThem() throws Exception {
        try (FakeSocks proxy = FakeSocks.guarded("octo:p@ss")) {
            assertThat(whoAmI("socks5://octo:p%40ss@127.0.0.1:" + proxy.port())).isEqualTo("atlas_octo_bot");
        }
    }

    @Test
    void aSocksProxyThatRefusesTheLoginIsNamedWithoutIt() {
        try (FakeSocks proxy = FakeSocks.guarded("octo:other")) {
            String address = "socks5://127.0.0.1:" + proxy.port();
            assertThat(whyUnsent(address.replace("//", "//octo:p%40ss@")))
                    .isEqualTo("the proxy " + address + " (TELEGRAM_PROXY) refuses that user and password");
            assertThat(whyUnsent(address))
                    .isEqualTo("the proxy " + address + " (TELEGRAM_PROXY) asks for a user and password");
        }
    }

    /** Whoever proxies Octos' peers, or another proxy's owner, learns nothing. */
    @Test
    void theLoginOfASocksProxyIsShownToNoOther() throws Exception {
        try (FakeSocks proxy = FakeSocks.guarded("octo:p@ss");
                FakeSocks other = FakeSocks.guarded("octo:p@ss")) {
            whoAmI("socks5://octo:p%40ss@127.0.0.1:" + proxy.port());
            api.close();
            assertThat(whyUnsent("socks5://127.0.0.1:" + other.port())).contains("asks for a user and password");
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        for (String scheme : List.of("http", "socks5")) {
            String nobody = scheme + "://127.0.0.1:" + FreePort.find();
            assertThat(whyUnsent(nobody)).isEqualTo("the proxy " + nobody + " (TELEGRAM_PROXY) accepts no connection");
            api.close();
            assertThat(whyUnsent(scheme + "://proxy.invalid:3128"))
                    .isEqualTo("the name of the proxy " + scheme
                            + "://proxy.invalid:3128 (TELEGRAM_PROXY) cannot be found");
            api.close();
        }
    }

    @Test
    void aProxyThatRefusesTheTunnelToTelegramIsNamed() {
        try (FakeProxy proxy = FakeProxy.refusing("403 Forbidden")) {
            assertThat(whyUnsent(proxy.url()))
                    .contains("403", "through the proxy " + proxy.url() + " (TELEGRAM_PROXY)");
        }
    }

    @Test
    void whoeverPutsItselfIntoTheTunnelWithAnotherCertificateHearsNothing() {
        TestCertificate forged = TestCertificate.in(folder.resolve("forged"));
        try (FakeTelegram rogue = FakeTelegram.start(forged.server());
                FakeProxy proxy = FakeProxy.start()) {
            assertThat(whyUnsent(proxy.url(), rogue.url())).contains("certification path", proxy.url());
            assertThat(rogue.calls()).isEmpty();
        }
    }

    /** A Bot API server of one's own stands behind a proxy without TLS, which sees it all. */
    @Test
    void aPlainCallIsPassedOnByTheProxyThatWasShownTheLogin() throws Exception {
        String header = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
        try (FakeTelegram own = FakeTelegram.start();
                FakeProxy proxy = FakeProxy.guarded(header)) {
            token = own.bot(111, "atlas_octo_bot");
            assertThat(whoAmI("http://" + ENCODED + "@127.0.0.1:" + proxy.port(), own.url()))
                    .isEqualTo("atlas_octo_bot");
            assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.startsWith("POST " + own.url() + "/bot"));
        }
    }
}
