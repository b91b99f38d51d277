package io.octoswarm.task;

/** Does the work of one kind of task. Implemented by the module that has the agent. */
public interface Worker {
    /** Takes notes on how far the work is, for people; the newest is shown within seconds. */
    interface Progress {
        void note(String text);
    }

    TaskKind kind();

    /**
     * Works until there is a result and returns it. Called by several threads at once; ends soon when its thread is
     * interrupted.
     *
     * @throws NeedsAnswer when a human has to decide something first
     * @throws RuntimeException when the task failed; the message is the task's error, for people
     */
    String work(Task task, Progress progress);
}
