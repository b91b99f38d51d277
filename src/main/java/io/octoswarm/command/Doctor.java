package io.octoswarm.command;

import io.octoswarm.instance.Checkup;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.StatusReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

@Component
class Doctor implements Command {
    private static final Logger log = LoggerFactory.getLogger(Doctor.class);
    private static final int LONGEST_SECONDS = 15;
    private static final int LONGEST_LINE = 400;

    private final List<Checkup> checkups;
    private final ObjectProvider<StatusReport> reports; // asked late: some of them know the commands
    private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("doctor ");

    Doctor(List<Checkup> checkups, ObjectProvider<StatusReport> reports) {
        this.checkups = checkups;
        this.reports = reports;
    }

    @Override
    public String name() {
        return "/swarm doctor";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Examine this Octo: each thing is good, or with what to do";
    }

    /** All parts at once; refuses, so that a script notices, where something is to be done. */
    @Override
    public String run(Line line) {
        List<CompletableFuture<List<Checkup.Finding>>> parts =
                checkups.stream().map(this::begin).toList();
        List<Checkup.Finding> findings = Stream.concat(parts.stream().flatMap(part -> part.join().stream()), problems())
                .toList();
        String text = Table.of(findings.stream().map(Doctor::row).toList());
        long bad = findings.stream().filter(finding -> !finding.good()).count();
        if (bad > 0) {
            throw new Refused(
                    text.stripTrailing() + "\n" + bad + (bad == 1 ? " thing is" : " things are") + " to be done.");
        }
        return text.stripTrailing() + "\nAll is well.";
    }

    /** What /swarm shows as such. */
    private Stream<Checkup.Finding> problems() {
        return reports.stream()
                .filter(report -> !report.hasCheckup())
                .flatMap(report -> report.problems().stream())
                .map(problem -> Checkup.Finding.bad("problem", problem));
    }

    private CompletableFuture<List<Checkup.Finding>> begin(Checkup part) {
        String subject = part.getClass().getSimpleName().replaceFirst("Checkup$", "");
        return CompletableFuture.supplyAsync(part::examine, threads)
                .completeOnTimeout(
                        List.of(Checkup.Finding.bad(subject, "no result within " + LONGEST_SECONDS + " s")),
                        LONGEST_SECONDS,
                        TimeUnit.SECONDS)
                .exceptionally(defect -> {
                    log.error("A part of the examination failed: {}", subject, defect);
                    return List.of(Checkup.Finding.bad(subject, "could not be examined; the log says why"));
                });
    }

    private static List<String> row(Checkup.Finding finding) {
        return List.of(
                finding.good() ? "good" : "TO DO", finding.subject(), PlainText.of(finding.text(), LONGEST_LINE));
    }
}
