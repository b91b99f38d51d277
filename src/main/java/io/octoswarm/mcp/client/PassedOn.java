package io.octoswarm.mcp.client;

import io.octoswarm.agent.Question;
import io.octoswarm.instance.Instance;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.PeerUnreachable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What of a question travels on with a call to a peer: the path with this Octo on it, the time that is left, the
 * next step of its trace. */
@Component
class PassedOn {
    private final Instance instance;
    private final Clock clock;

    PassedOn(Instance instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    /** A fresh map, to be added to. */
    Map<String, Object> meta(Question question) {
        List<String> path = new ArrayList<>(question.path());
        path.add(instance.name());
        Map<String, Object> meta = new HashMap<>();
        meta.put(Meta.PATH, path);
        meta.put(Meta.DEADLINE, question.deadline().toString());
        meta.put(Meta.TRACE, question.trace().next());
        if (question.conversation() != null) {
            meta.put(Meta.CONVERSATION, question.conversation());
        }
        return meta;
    }

    /** Zero or less: it is over. */
    Duration left(Question question) {
        return Duration.between(clock.instant(), question.deadline());
    }

    /** How long a tool may take on behalf of a question: what is left for that, and never more than {@code most}. */
    Duration limit(Optional<Question> question, Duration most) {
        Duration left = question.map(this::left).orElse(most);
        if (left.isNegative() || left.isZero()) {
            throw PeerUnreachable.timeout();
        }
        return left.compareTo(most) < 0 ? left : most;
    }
}
