package io.octoswarm.agent;

import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.Route;
import java.util.stream.Collectors;
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
    private final Forwarding forwarding;
    private final Skills skills;

    BuiltInAgent(Forwarding forwarding, Skills skills) {
        this.forwarding = forwarding;
        this.skills = skills;
    }

    @Override
    public String answer(Question question) {
        return forwarding.answer(question, route -> staysHere(question), route -> own(question, route));
    }

    /** A peer that asks us has chosen already. */
    private boolean staysHere(Question question) {
        return question.fromPeer() ? skills.cover(question.text()) : forwarding.isAboutMe(question);
    }

    private String own(Question question, Route route) {
        return skills.answer(question.text()).orElseThrow(() -> new CannotAnswer(helpless(route)));
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
