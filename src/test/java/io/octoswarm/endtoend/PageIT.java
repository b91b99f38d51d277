package io.octoswarm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.octoswarm.testing.Cable;
import io.octoswarm.testing.Chromium;
import io.octoswarm.testing.FakeModel;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a running Octo as a person uses it, in a real browser; skipped where there is none. */
class PageIT {
    /** One for all, as a start takes longer than most of the tests; each has a conversation of its own with it. */
    @RegisterExtension
    static final TestProcesses shared = new TestProcesses();

    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    private static final String KEY = "opensesame-0123456789";

    private static Chromium chromium;
    private static OctoProcess atlas;

    private final List<String> faults = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(120_000);
        chromium = Chromium.start().orElse(null);
        Assumptions.assumeTrue(chromium != null, "no browser");
        atlas = shared.octo("atlas", Map.of("SWARM_CAPABILITIES", "research,coding"));
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        page = chromium.open(1280, 800);
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.navigate(atlas.url() + "/");
    }

    @AfterEach
    void close() {
        page.context().close();
        List.of("slow", "evil", "sentinel").forEach(peer -> atlas.command("/swarm remove " + peer));
    }

    @Test
    void aPersonTalksWithTheSwarmOnThePage() {
        assertThat(page.locator("#connection")).hasText("connected");

        say("Who are you?");
        assertThat(messages().last()).containsText("I am atlas (research, coding)");

        say("/swarm");
        assertThat(messages().last()).containsText("Capabilities  research, coding");

        say("<img src=x onerror=document.title='hacked'> xyzzy");
        assertThat(messages().last()).containsText("I cannot answer that");
        assertThat(page.title()).isEqualTo("atlas - Octo Swarm");

        say("/swarm post What time is it?");
        Locator result = messages().filter(new Locator.FilterOptions().setHasText("\"What time is it?\""));
        assertThat(result.last()).isVisible();

        page.reload();
        assertThat(messages().first()).containsText("Who are you?");
        assertThat(result).hasCount(1); // with a receipt: it is not told again

        comesAndGoes();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page.png")));
        assertThat(faults).isEmpty();
    }

    /** On a slow device a person is quicker than the page. */
    @Test
    void whatIsSaidBeforeThePageHasReadWhatWasSaidStaysBelowIt() {
        say("Who are you?");
        List<Route> held = new ArrayList<>();
        page.route("**/api/messages?*", route -> {
            if (route.request().method().equals("GET")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        page.reload();
        say("/swarm");
        assertThat(messages()).hasCount(2);

        held.forEach(Route::resume);

        assertThat(messages()).hasText(new Pattern[] {
            Pattern.compile("Who are you"),
            Pattern.compile("I am atlas"),
            Pattern.compile("/swarm"),
            Pattern.compile("Capabilities  research, coding")
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsReadFirstAndComesLastIsShownOnce() {
        say("Who are you?");
        List<Runnable> held = new ArrayList<>();
        page.route("**/api/messages?*", route -> {
            if (route.request().method().equals("GET") && held.isEmpty()) {
                APIResponse old = route.fetch();
                held.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(old)));
            } else {
                route.resume();
            }
        });
        page.waitForRequest("**/api/messages?*", () -> hide(page, false));
        page.waitForCondition(() -> !held.isEmpty());
        say("Who is there?");
        assertThat(messages()).hasCount(4);

        page.waitForResponse("**/api/messages?*", held.get(0));
        say("Who else?");

        assertThat(messages()).hasCount(6);
    }

    @Test
    void aResultThatComesWhileAnAnswerIsMadeChangesNothingElse() {
        CountDownLatch told = new CountDownLatch(1);
        try (FakePeer slow = FakePeer.start("slow")) {
            slow.tool("ask", unused -> FakePeer.text(awaited(told) ? "At last." : "Too late.", false));
            say("/swarm add slow " + slow.url());
            assertThat(peer()).containsText("online");
            type("slow, who are you?");
            assertThat(page.locator(".working")).hasCount(1);
            type("/swarm post What time is it?");
            assertThat(messages()).hasCount(7); // each with what is said to it, and the result
            assertThat(page.locator(".working")).hasCount(1);

            told.countDown();

            assertThat(messages().nth(3)).containsText("At last.");
            assertThat(messages().nth(2)).containsText("slow, who are you?");
            assertThat(messages().nth(5)).containsText("swarm-");
            assertThat(messages().nth(6)).containsText("\"What time is it?\"");
            assertThat(messages()).hasCount(7);
            assertThat(faults).isEmpty();
        }
    }

    /** Whoever asked, in whichever tab; also where the page was loaded while the answer was made. */
    @Test
    void anAnswerIsShownWhereverItsConversationIsOpen() {
        CountDownLatch told = new CountDownLatch(1);
        try (FakePeer slow = FakePeer.start("slow")) {
            slow.tool("ask", unused -> FakePeer.text(awaited(told) ? "At last." : "Too late.", false));
            say("/swarm add slow " + slow.url());
            assertThat(peer()).containsText("online");
            Page other = page.context().newPage();
            other.navigate(atlas.url() + "/");
            assertThat(other.locator("#connection")).hasText("connected");
            assertThat(other.locator("#stop")).isHidden();

            type("slow, who are you?");

            assertThat(other.locator("#messages")).containsText("slow, who are you?");
            assertThat(other.locator(".working")).hasCount(1);
            assertThat(other.locator("#stop")).isVisible();
            page.reload();
            assertThat(page.locator(".working")).hasCount(1);

            told.countDown();

            for (Page each : List.of(page, other)) {
                assertThat(each.locator("#messages > li")).hasCount(2);
                assertThat(each.locator("#messages > li").last()).containsText("At last.");
                assertThat(each.locator("#stop")).isHidden();
            }
            assertThat(faults).isEmpty();
        }
    }

    /** A browser has six connections to an Octo for all its tabs. */
    @Test
    void tabsThatNobodySeesTakeNoConnectionsFromTheOneThatIsSeen() {
        List<Page> tabs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Page tab = page.context().newPage();
            tab.navigate(atlas.url() + "/");
            assertThat(tab.locator("#connection")).hasText("connected");
            hide(tab, true);
            tabs.add(tab);
        }

        say("Who are you?");

        assertThat(messages().last()).containsText("I am atlas");
        Page first = tabs.get(0);
        assertThat(first.locator("#messages > li")).hasCount(0);
        hide(first, false);
        assertThat(first.locator("#messages > li").last()).containsText("I am atlas");
    }

    private static void hide(Page tab, boolean hidden) {
        tab.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    @Test
    void aConnectionOnWhichNothingComesIsOpenedAnew() {
        page.clock().install();
        page.reload();
        assertThat(page.locator("#connection")).hasText("connected");

        page.waitForRequest("**/api/events?*", () -> page.clock().fastForward(40_000));

        page.clock().resume();
        assertThat(page.locator("#connection")).hasText("connected");
    }

    @Test
    void anAnswerCanBeReadStoppedAndOutlivesACutWhileItIsMade() throws IOException {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>(List.of("line\n\n".repeat(100)));
        try (FakeModel model = FakeModel.start().then(FakeModel.dictated(pieces))) {
            OctoProcess scribe = processes.octo("scribe", model.settings(FakeModel.Api.ANTHROPIC));
            try (Cable cable = Cable.to(scribe.port())) {
                page.navigate(cable.url() + "/");
                assertThat(page.locator("#connection")).hasText("connected");
                type("Count.");
                assertThat(messages().last()).containsText("line");
                page.evaluate("document.getElementById('log').scrollTop = 50");

                pieces.add("further down");

                assertThat(messages().last()).containsText("further down");
                assertThat(page.evaluate("document.getElementById('log').scrollTop"))
                        .isEqualTo(50);

                cable.cut();

                assertThat(messages().last()).containsText("further down");
                pieces.add(", and the end");
                pieces.add("");
                assertThat(messages().last()).containsText("further down, and the end");
                assertThat(page.locator(".failure, .working")).hasCount(0);

                pieces.add("One");
                model.then(FakeModel.dictated(pieces));
                type("Count again.");
                assertThat(messages().last()).containsText("One");
                page.locator("#stop").click();
                assertThat(messages().last()).containsText("Stopped: 1 answer");
                assertThat(messages().nth(3)).containsText("Stopped.");
                assertThat(faults).isEmpty();
            }
        }
    }

    @Test
    void aTaskThatAsksIsAnsweredOrCancelledOnThePage() {
        FakeModel.Call asks = new FakeModel.Call("ask_person", "{\"question\":\"Which disk?\"}");
        try (FakeModel model = FakeModel.start().then(FakeModel.calls(asks))) {
            OctoProcess scribe = processes.octo("scribe", model.settings(FakeModel.Api.ANTHROPIC));
            page.navigate(scribe.url() + "/");
            say("/swarm post Wipe it.");
            Locator tasks = page.locator("#tasks");
            assertThat(tasks).containsText("Which disk?");

            model.then(FakeModel.says("Wiped."));
            tasks.getByText("Answer").click();
            assertThat(page.locator("#text")).isFocused();
            page.keyboard().type("The second");
            page.keyboard().press("Enter");

            assertThat(messages().last()).containsText("Wiped.");
            assertThat(tasks).containsText("completed");

            model.then(FakeModel.calls(asks));
            say("/swarm post Wipe all.");
            assertThat(tasks).containsText("paused");
            page.onceDialog(Dialog::accept);
            tasks.getByText("Cancel").click();
            assertThat(tasks).containsText("cancelled");
        }
    }

    @Test
    void nothingTypedIsLostWhenASessionEnds() {
        OctoProcess vault = processes.octo("vault", Map.of("SWARM_API_KEY", KEY));
        page.navigate(vault.url() + "/");
        logIn();
        page.context().clearCookies();

        type("Who are you?");

        logIn();
        assertThat(page.locator("#text")).hasValue("Who are you?");
        page.keyboard().press("Enter");
        assertThat(messages().last()).containsText("I am vault");

        page.locator("#text").fill("half a sentence");
        page.context().clearCookies();
        vault.stop();
        vault.start();
        logIn();
        assertThat(page.locator("#text")).hasValue("half a sentence");

        page.getByText("Log out").click();
        assertThat(page.locator("[name=key]")).isVisible();
    }

    private void logIn() {
        page.locator("[name=key]").fill(KEY);
        page.keyboard().press("Enter");
        assertThat(page.locator("#connection")).hasText("connected");
    }

    @Test
    void longLinesAreSeenWholeOnAPhone() {
        page.setViewportSize(360, 640);
        page.reload();

        say("/help");

        assertThat(page.locator("#messages > li pre").evaluate("pre => pre.scrollWidth <= pre.clientWidth"))
                .isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        page.locator("#text").fill("a long line ".repeat(40));
        assertThat(page.locator("#text").evaluate("text => text.clientHeight > 100"))
                .isEqualTo(true);
        page.locator("#text").fill("x".repeat(100_001));
        page.keyboard().press("Enter");
        assertThat(page.locator("#text")
                        .evaluate("text => text.validationMessage")
                        .toString())
                .contains("100001 characters");
        assertThat(messages()).hasCount(2);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whatever a peer says of itself and answers, it is text on the page. */
    @Test
    void aPeersHtmlIsShownAndNotObeyed() {
        String html = "<img src=x onerror=document.title='hacked'><script>document.title='hacked'</script>";
        try (FakePeer evil = FakePeer.start("evil")) {
            evil.tool(
                    "get_info",
                    unused -> FakePeer.text("{\"name\":\"evil\",\"capabilities\":[\"" + html + "\"]}", false));
            evil.tool("ask", unused -> FakePeer.text(html, false));
            say("/swarm add evil " + evil.url());
            assertThat(peer()).containsText("<img src=x");
            say("evil, who are you?");
            assertThat(messages().last()).containsText("<img src=x");

            assertThat(page.locator("#peers img, #messages img, body script:not([src])"))
                    .hasCount(0);
            assertThat(page.title()).isEqualTo("atlas - Octo Swarm");
            assertThat(faults).isEmpty();
        }
    }

    /** A peer that is added, dies and is removed, all without a reload. */
    private void comesAndGoes() {
        OctoProcess sentinel = processes.octo("sentinel", Map.of("SWARM_CAPABILITIES", "monitoring,ops"));
        page.locator("#peer-name").fill("sentinel");
        page.locator("#peer-url").fill(sentinel.mcpUrl());
        page.getByText("Add peer").click();
        assertThat(peer()).containsText("online");
        assertThat(peer()).containsText("monitoring, ops");

        page.getByText("Remove").focus();
        sentinel.kill();
        assertThat(peer()).containsText("offline");
        assertThat(page.getByText("Remove")).isFocused();

        page.onceDialog(Dialog::accept);
        page.getByText("Remove").click();
        assertThat(peer()).containsText("None yet");
    }

    private Locator peer() {
        return page.locator("#peers");
    }

    private Locator messages() {
        return page.locator("#messages > li");
    }

    private void type(String text) {
        page.locator("#text").fill(text);
        page.keyboard().press("Enter");
    }

    /** Says it and waits until it is answered. */
    private void say(String text) {
        type(text);
        assertThat(page.locator("#messages")).containsText(text);
        assertThat(page.locator(".working")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(120_000));
    }
}
