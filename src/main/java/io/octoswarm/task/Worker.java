package io.octoswarm.task;

/** Does the work of a task. Implemented by the module that has the agent. */
public interface Worker {
    /**
     * Works until there is a result and returns it. Called by several threads at once; ends soon when its thread is
     * interrupted.
     *
     * @throws RuntimeException when the task failed; the message is the task's error, for people
     */
    String work(Task task);
}
