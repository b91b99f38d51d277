package io.octoswarm.agent;

import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.PastTasks;
import io.octoswarm.routing.Roster;
import io.octoswarm.routing.Route;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * For agents that call no tools: what names another Octo, or is what another one is for, goes to that one; the rest stays
 * with the agent. Thread-safe.
 */
@Component
class Forwarding {
    private static final Logger log = LoggerFactory.getLogger(Forwarding.class);
    private static final int MOST_TRIES = 4;
    private static final Pattern ABOUT_ME = Pattern.compile(
            "\\b(you|your|yourself|here|this (machine|device|computer|octo|host|swarm)|the swarm|dieser? (rechner|computer|gerät))\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final CapabilityRouter router;
    private final Roster roster;
    private final Colleagues colleagues;
    private final Skills skills;
    private final PastTasks pastTasks;

    Forwarding(CapabilityRouter router, Roster roster, Colleagues colleagues, Skills skills, PastTasks pastTasks) {
        this.router = router;
        this.roster = roster;
        this.colleagues = colleagues;
        this.skills = skills;
        this.pastTasks = pastTasks;
    }

    /**
     * The answer of a peer or of the agent itself, which says whom it stands in for.
     *
     * @param keeps whether the agent rather answers itself what would go to a peer that is not named
     * @param own the agent's own answer
     * @throws CannotAnswer when the one that was named, or all that could, have none
     */
    String answer(Question question, Predicate<Route> keeps, Function<Route, String> own) {
        for (int i = 1; ; i++) {
            Route route = router.route(question.text(), roster.candidates(question.path()));
            try {
                return follow(route, question, keeps, own);
            } catch (ColleagueGone gone) {
                if (i == MOST_TRIES || route.kind() == Route.Kind.NAMED) {
                    throw gone;
                }
                log.info("{} Looking for another one.", gone.getMessage());
            }
        }
    }

    /** Whether the question is about this device, which can tell: it is no other's. */
    boolean isAboutMe(Question question) {
        return ABOUT_ME.matcher(question.text()).find() && skills.cover(question.text());
    }

    private String follow(Route route, Question question, Predicate<Route> keeps, Function<Route, String> own) {
        Candidate to = route.to();
        if (to == null) {
            throw new CannotAnswer(route.reason());
        }
        if (route.kind() == Route.Kind.NAMED_BUT_DOWN) {
            throw new CannotAnswer(
                    to.name() + " is " + to.unavailable() + ". It takes questions again as soon as it is back.");
        }
        if (to.self() || (route.kind() != Route.Kind.NAMED && keeps.test(route))) {
            return notice(question, route, to) + own.apply(route);
        }
        log.info("Asking {}: {}", to.name(), route.reason());
        String answer = colleagues.ask(to.name(), question);
        pastTasks.endedWell(to.name(), question.text());
        return to.name() + ": " + answer;
    }

    /** Whose answer it would rather be. */
    private static String notice(Question question, Route route, Candidate self) {
        return route.passedOver()
                .filter(missed -> self.self() && !question.fromPeer())
                .map(missed -> missed.name() + " is " + missed.unavailable() + ". " + self.name() + " itself: ")
                .orElse("");
    }
}
