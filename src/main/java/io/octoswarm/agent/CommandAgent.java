package io.octoswarm.agent;

import io.octoswarm.agent.program.Execution;
import io.octoswarm.agent.program.Execution.Surroundings;
import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Programs;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.StatusReport;
import io.octoswarm.routing.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The agent whose brain is a program that is given a prompt and prints an answer. The program calls no tools of ours:
 * what names a peer, or is what a peer is for, goes to that peer before the program is asked, and what the device can
 * tell of the question stands in the prompt. Thread-safe: each question has a process of its own.
 */
@Component
@ForKinds(AgentKind.COMMAND)
class CommandAgent implements Agent, StatusReport {
    private static final int MOST_OUTPUT = 256 * 1024;
    private static final int LONGEST_ERROR = 160;

    private final CommandLine command;
    private final Programs programs;
    private final CommandPrompt prompt;
    private final Forwarding forwarding;
    private final Clock clock;

    CommandAgent(AgentSettings settings, Programs programs, CommandPrompt prompt, Forwarding forwarding, Clock clock) {
        this.command = settings.command().orElseThrow(); // the settings are checked for it
        this.programs = programs;
        this.prompt = prompt;
        this.forwarding = forwarding;
        this.clock = clock;
    }

    @Override
    public String answer(Question question) {
        return forwarding.answer(question, route -> staysHere(route, question), route -> ask(question));
    }

    @Override
    public boolean reads(Attachment.Kind kind) {
        return kind == Attachment.Kind.TEXT;
    }

    @Override
    public Map<String, String> rows() {
        return Map.of("Brain", "command (" + command.program() + ")");
    }

    /** A peer that asks has chosen already, and another one that just may know is not better than the own program. */
    private boolean staysHere(Route route, Question question) {
        return question.fromPeer() || route.kind() == Route.Kind.GENERALIST || forwarding.isAboutMe(question);
    }

    private String ask(Question question) {
        Duration left = Duration.between(clock.instant(), question.deadline());
        if (left.isNegative() || left.isZero()) {
            throw new CannotAnswer("The time for an answer was over before " + command.program() + " could be asked.");
        }
        OutsideText outside = new OutsideText();
        String text = prompt.of(question, outside);
        List<String> words = command.with(text);
        Outcome outcome = programs.run(
                new Execution(words, left, command.takesArgument() ? "" : text, MOST_OUTPUT, Surroundings.OWNER));
        return outside.unmarked(answer(outcome)).strip();
    }

    private static String answer(Outcome outcome) {
        if (!(outcome instanceof Outcome.Finished finished) || !finished.succeeded()) {
            throw new CannotAnswer("I have no answer: " + outcome.problem() + ".");
        }
        String answer = finished.output().strip();
        if (answer.isEmpty()) {
            String errors = PlainText.clause(finished.errors(), LONGEST_ERROR);
            throw new CannotAnswer("I have no answer: " + finished.program() + " printed none"
                    + (errors.isEmpty() ? "" : " (" + errors + ")") + ".");
        }
        return finished.cut() ? answer + "\n[cut]" : answer;
    }
}
