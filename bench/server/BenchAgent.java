package io.octoswarm.bench;

import io.octoswarm.agent.Agent;
import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Question;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Stands in for the real agent: answers at once, or, when asked to wait, only after {@link #release()}. */
@Primary
@Component
class BenchAgent implements Agent {
    private static final int LONGEST_SECONDS = 120;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger blocked = new AtomicInteger();

    @Override
    public String answer(Question question) {
        if (question.text().startsWith("wait")) {
            await();
        }
        return "Server uptime: 47 days.";
    }

    int blocked() {
        return blocked.get();
    }

    void release() {
        released.countDown();
    }

    private void await() {
        blocked.incrementAndGet();
        try {
            if (!released.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new CannotAnswer("Nobody let this question go.");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CannotAnswer("The server stops.");
        } finally {
            blocked.decrementAndGet();
        }
    }
}
