package io.octoswarm.agent;

import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.PastTasks;
import io.octoswarm.routing.Roster;
import io.octoswarm.routing.Route;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/**
 * The agent that needs no model: it tells what the device knows, and hands on to the best-fit peer what that peer is
 * for. It makes nothing up: what nobody can answer is said to be so. It is there beside any other agent, which then is the
 * one that answers.
 */
@Component
@Fallback
class BuiltInAgent implements Agent {
    private static final Logger log = LoggerFactory.getLogger(BuiltInAgent.class);
    private static final int MOST_TRIES = 4;
    private static final Pattern ABOUT_ME = Pattern.compile(
            "\\b(you|your|yourself|here|this (machine|device|computer|octo|host|swarm)|the swarm|dieser? (rechner|computer|gerät))\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final CapabilityRouter router;
    private final Roster roster;
    private final Colleagues colleagues;
    private final Skills skills;
    private final PastTasks pastTasks;

    BuiltInAgent(CapabilityRouter router, Roster roster, Colleagues colleagues, Skills skills, PastTasks pastTasks) {
        this.pastTasks = pastTasks;
        this.router = router;
        this.roster = roster;
        this.colleagues = colleagues;
        this.skills = skills;
    }

    @Override
    public String answer(Question question) {
        for (int i = 1; ; i++) {
            Route route = router.route(question.text(), roster.candidates(question.path()));
            try {
                return follow(route, question);
            } catch (ColleagueGone gone) {
                if (i == MOST_TRIES || route.kind() == Route.Kind.NAMED) {
                    throw gone;
                }
                log.info("{} Looking for another one.", gone.getMessage());
            }
        }
    }

    private String follow(Route route, Question question) {
        Candidate to = route.to();
        if (to == null) {
            throw new CannotAnswer(route.reason());
        }
        return switch (route.kind()) {
            case NAMED_BUT_DOWN ->
                throw new CannotAnswer(
                        to.name() + " is " + to.unavailable() + ". It takes questions again as soon as it is back.");
            case NAMED -> to.self() ? own(question, route) : delegate(to, route, question);
            default -> staysHere(question, to) ? own(question, route) : delegate(to, route, question);
        };
    }

    /** A peer that asks us has chosen already, and a question about this device is no other's. */
    private boolean staysHere(Question question, Candidate to) {
        return to.self()
                || ((question.fromPeer() || ABOUT_ME.matcher(question.text()).find()) && skills.cover(question.text()));
    }

    private String own(Question question, Route route) {
        String answer = skills.answer(question.text()).orElseThrow(() -> new CannotAnswer(helpless(route)));
        return question.fromPeer() ? answer : notice(route) + answer;
    }

    private String delegate(Candidate to, Route route, Question question) {
        log.info("Asking {}: {}", to.name(), route.reason());
        String answer = colleagues.ask(to.name(), question);
        pastTasks.endedWell(to.name(), question.text());
        return to.name() + ": " + answer;
    }

    /** Whose answer it would rather be. */
    private static String notice(Route route) {
        Candidate self = route.to();
        return route.passedOver()
                .map(missed -> missed.name() + " is " + missed.unavailable() + ". "
                        + (self == null ? "" : self.name() + " itself: "))
                .orElse("");
    }

    private static String mightFit(Route route) {
        String names = route.maybe().stream().map(Candidate::name).collect(Collectors.joining(", "));
        return "Not sure, but it might be for: " + names + ". To ask one, name it first. ";
    }

    private String helpless(Route route) {
        String missed = route.passedOver()
                .map(peer -> peer.name() + ", who could, is " + peer.unavailable() + ". ")
                .orElse(route.maybe().isEmpty() ? "No peer has a capability for it. " : mightFit(route));
        return "I cannot answer that. " + missed + "Without a model I can tell about: " + skills.subjects()
                + ". A peer that fits (/swarm add <name> <url>) would make it possible.";
    }
}
