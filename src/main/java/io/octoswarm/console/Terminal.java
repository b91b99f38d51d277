package io.octoswarm.console;

import io.octoswarm.instance.Home;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.PlainText;
import io.octoswarm.security.SecuritySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;

/** One command or question for the Octo that runs on this machine, without starting a second one. */
public final class Terminal {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int NOBODY = 2;
    private static final int MOST_RESULTS = 20;

    private final OctoClient octo;
    private final PrintStream out;
    private final PrintStream errors;

    /**
     * @param out takes what was asked for
     * @param errors takes refusals, and why there is no answer
     */
    public Terminal(InstanceSettings instance, SecuritySettings security, PrintStream out, PrintStream errors) {
        this.octo = new OctoClient(instance.port(), security.sent(), Home.certificateFile(instance.folder()));
        this.out = out;
        this.errors = errors;
    }

    /** Gives a slash command and prints what came of it. Returns the exit status of the process. */
    public int command(List<String> words) {
        String line = String.join(" ", words);
        return run(() -> octo.command(line));
    }

    /** Prints what the Octo finds when it examines itself, be it good or not. Returns the exit status of the process. */
    public int doctor() {
        return run(() -> octo.command("/swarm doctor"), out);
    }

    /** Asks a question and prints the answer. Returns the exit status of the process. */
    public int ask(List<String> words) {
        if (words.isEmpty()) {
            errors.println("What is the question? For example: ask \"how full are the disks?\"");
            return NOBODY;
        }
        String question = String.join(" ", words);
        return run(() -> askAloud(question));
    }

    /** Prints the answer as it comes; what is still to be printed at its end is returned. */
    private OctoClient.Answer askAloud(String question) throws IOException {
        StringBuilder told = new StringBuilder();
        OctoClient.Answer answer = octo.ask(question, piece -> {
            told.append(piece);
            out.print(PlainText.printable(piece));
            out.flush();
        });
        if (told.isEmpty()) {
            return answer;
        }
        if (answer.done()
                && told.toString().stripTrailing().endsWith(answer.text().strip())) {
            return new OctoClient.Answer(true, "");
        }
        out.println();
        return answer;
    }

    /** What came meanwhile of background work that was begun here; what cannot be told now is told the next time. */
    private void showResults() {
        try {
            showResultsThatWait();
        } catch (IOException cut) {
            errors.println("Whether background work has ended meanwhile cannot be told: " + octo.address()
                    + " does not answer any more.");
        }
    }

    private void showResultsThatWait() throws IOException {
        Optional<OctoClient.Result> result = octo.nextResult();
        for (int i = 0; i < MOST_RESULTS && result.isPresent(); i++) {
            out.println("\nMeanwhile: " + PlainText.printable(result.get().text()));
            octo.acknowledge(result.get());
            result = octo.nextResult();
        }
    }

    private interface Exchange {
        OctoClient.Answer run() throws IOException;
    }

    private int run(Exchange exchange) {
        return run(exchange, errors);
    }

    private int run(Exchange exchange, PrintStream refusals) {
        try {
            OctoClient.Answer answer = exchange.run();
            (answer.done() ? out : refusals).println(PlainText.printable(answer.text()));
            showResults();
            if (out.checkError()) {
                errors.println("What was answered could not be written.");
                return REFUSED;
            }
            return answer.done() ? DONE : REFUSED;
        } catch (OctoClient.NoOcto other) {
            errors.println("What listens at " + octo.address()
                    + " is no Octo. SWARM_PORT tells the port of yours; start one with: java -jar octo-swarm.jar");
            return NOBODY;
        } catch (ConnectException nobody) {
            errors.println("No Octo runs at " + octo.address()
                    + ". Start one with: java -jar octo-swarm.jar (SWARM_PORT chooses another port)");
            return NOBODY;
        } catch (IOException cut) {
            errors.println("The Octo at " + octo.address() + " did not answer to the end; its log says why.");
            return REFUSED;
        }
    }
}
