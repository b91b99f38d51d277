package io.octoswarm.console;

import io.octoswarm.instance.InstanceSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The documentation's two Octos on this machine: starts them, plays the conversation, leaves them running. */
public final class Demo {
    private static final int HIGHEST_PORT = 65534;

    private final int port;
    private final boolean tls;
    private final PrintStream out;

    private Demo(int port, boolean tls, PrintStream out) {
        this.port = port;
        this.tls = tls;
        this.out = out;
    }

    /**
     * Plays until the process is asked to end.
     *
     * @param instance for its port: atlas takes it, sentinel the next one
     * @param tls whether the two speak TLS, each with a certificate that it makes for itself
     * @return the exit status of the process
     */
    public static int run(InstanceSettings instance, boolean tls) {
        return new Demo(Math.min(instance.port(), HIGHEST_PORT), tls, System.out).play();
    }

    private int play() {
        try {
            Path folder = Files.createTempDirectory("octo-demo");
            try (DemoOcto atlas = new DemoOcto("atlas", port, "supervisor", "research,coding", tls, folder);
                    DemoOcto sentinel = new DemoOcto(
                            "sentinel", port + 1, "worker", "monitoring,ops,infrastructure", tls, folder)) {
                // Ctrl-C ends this process by its hooks alone; close() is then called there.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    atlas.close();
                    sentinel.close();
                }));
                start(atlas, sentinel);
                introduce(atlas, sentinel);
                talk(atlas);
                say("", "Both keep running until Ctrl-C. In another terminal, or in a browser:");
                say("", "  java -jar octo-swarm.jar ask \"how full are the disks?\"" + hint(atlas));
                say("", "  " + atlas.client().address() + "/");
                return atlas.waitForEnd();
            }
        } catch (IOException failure) {
            System.err.println("The demo cannot go on: " + failure.getMessage());
            return 1;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void start(DemoOcto atlas, DemoOcto sentinel) throws IOException, InterruptedException {
        say("", "Starting two Octos on this machine: atlas on port " + port + ", sentinel on port " + (port + 1) + ".");
        atlas.start();
        sentinel.start();
        for (DemoOcto octo : List.of(atlas, sentinel)) {
            octo.awaitUp();
            say("", octo.name() + " is up.");
        }
    }

    private void introduce(DemoOcto atlas, DemoOcto sentinel) throws IOException {
        say("", "");
        say("", "# On Atlas");
        command(atlas, sentinel.addCommand());
        say("", "# On Sentinel");
        command(sentinel, atlas.addCommand());
        say("", "");
    }

    private void talk(DemoOcto atlas) throws IOException {
        for (String question : List.of(
                "What's the server uptime?",
                "sentinel, check server uptime and recent logs",
                "How much memory is free on this machine?")) {
            say("Human:", question);
            say("@atlas:", atlas.client().ask(question).text());
            say("", "");
        }
        command(atlas, "/swarm why What's the server uptime?");
        command(atlas, "/swarm peers");
        say("", "");
    }

    private void command(DemoOcto octo, String line) throws IOException {
        say("", line);
        octo.client().command(line).text().lines().forEach(answer -> say("", "  " + answer));
    }

    /** How a terminal finds this atlas, and over TLS its certificate. */
    private String hint(DemoOcto atlas) {
        List<String> settings = new ArrayList<>();
        if (port != 9100) {
            settings.add("SWARM_PORT=" + port);
        }
        if (tls) {
            settings.add("OCTO_DIR=" + atlas.data());
        }
        return settings.isEmpty() ? "" : "   (with " + String.join(" and ", settings) + ")";
    }

    private void say(String who, String text) {
        out.println(who.isEmpty() ? text : who + " " + text);
    }
}
