package io.octoswarm.discovery;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Hands what JmDNS's threads hear over to the one thread of {@link Discovery}; of a flood only what that can keep up with. */
final class Intake implements Responder.Ear {
    private static final int MOST_NEWS = 4_000;

    private final Semaphore news = new Semaphore(MOST_NEWS);
    private final Executor thread;
    private final Consumer<Advertisement> heard;
    private final Consumer<String> gone;

    /**
     * @param heard takes what is announced
     * @param gone takes the name of what is announced no more
     */
    Intake(Executor thread, Consumer<Advertisement> heard, Consumer<String> gone) {
        this.thread = thread;
        this.heard = heard;
        this.gone = gone;
    }

    @Override
    public void heard(Link link, Advertisement advertisement) {
        handOver(() -> heard.accept(advertisement));
    }

    @Override
    public void gone(Link link, String name) {
        handOver(() -> gone.accept(name));
    }

    private void handOver(Runnable what) {
        if (!news.tryAcquire()) {
            return;
        }
        try {
            thread.execute(() -> {
                news.release();
                what.run();
            });
        } catch (RejectedExecutionException ending) {
            news.release(); // the Octo shuts down
        }
    }
}
