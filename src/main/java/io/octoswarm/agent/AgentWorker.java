package io.octoswarm.agent;

import io.octoswarm.task.Task;
import io.octoswarm.task.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets the agent do background tasks. */
@Component
class AgentWorker implements Worker {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Agent agent;
    private final Clock clock;

    AgentWorker(Agent agent, Clock clock) {
        this.agent = agent;
        this.clock = clock;
    }

    @Override
    public String work(Task task) {
        String origin = task.origin();
        return agent.answer(new Question(
                task.text(),
                task.context(),
                origin == null ? List.of() : List.of(origin),
                clock.instant().plus(LONGEST),
                null));
    }
}
