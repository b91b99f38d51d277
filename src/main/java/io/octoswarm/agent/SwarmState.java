package io.octoswarm.agent;

import io.octoswarm.agent.device.Skill;
import io.octoswarm.instance.Instance;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.Roster;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells who this Octo is and who else is there. */
@Component
@Order(0)
class SwarmState implements Skill {
    private static final Pattern ABOUT = Pattern.compile(
            "\\b((the|this|your|our|der|dem|den|diesem|im|deinem) (swarm|schwarm)(?! (of|from|von|aus) (?!octos))"
                    + "|^(swarm|schwarm)\\W*$|(swarm|schwarm)s? (state|status|members|peers)"
                    + "|(?<!\\bmy )peers?(?! (of|at|in|pressure|review|group|reviewed))|octos?"
                    + "|who (else )?is (online|there|offline)|who are you|what can you do"
                    + "|introduce yourself|wer bist du|was kannst du|your name)\\b");
    private static final Pattern GREETING = Pattern.compile("^\\W*(hello|hi|hey|hallo|good (morning|evening))\\W*$");

    private final Instance instance;
    private final Roster roster;

    SwarmState(Instance instance, Roster roster) {
        this.instance = instance;
        this.roster = roster;
    }

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public String description() {
        return "who this Octo is, its peers and which of them are online";
    }

    @Override
    public boolean covers(String question) {
        return ABOUT.matcher(question).find() || GREETING.matcher(question).find();
    }

    @Override
    public String answer(String question) {
        List<Candidate> peers = roster.candidates(List.of(instance.name()));
        String me = "I am " + instance.name() + capabilities(instance.capabilities()) + ", a "
                + instance.role().text() + ".";
        if (!instance.enabled()) {
            return me + " The swarm is turned off here: SWARM_ENABLED=true in the environment or .env turns it on.";
        }
        if (peers.isEmpty()) {
            return me + " I know no peers yet: /swarm add <name> <url> adds one.";
        }
        long there = peers.stream().filter(Candidate::available).count();
        return me + " " + there + " of " + peers.size() + " peers can take work: "
                + peers.stream().map(SwarmState::line).collect(Collectors.joining("; ")) + ".";
    }

    private static String line(Candidate peer) {
        return peer.available()
                ? peer.name() + capabilities(peer.capabilities())
                : peer.name() + " is " + peer.unavailable();
    }

    private static String capabilities(List<String> tags) {
        return tags.isEmpty() ? "" : " (" + String.join(", ", tags) + ")";
    }
}
