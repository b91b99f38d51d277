package io.octoswarm.agent;

/** What answers questions: the built-in agent or one with a model behind it. */
public interface Agent {
    /**
     * The answer, for people. Blocks until the question's deadline at most; may be called by many threads at once.
     *
     * @throws CannotAnswer when there is no answer; its message says what is missing
     */
    String answer(Question question);

    /** As {@link #answer(Question)}; what can be told of it before it is whole goes to the listener. */
    default String answer(Question question, Listener listener) {
        return answer(question);
    }

    /** Whether it can do something with a question's attachments of this kind; others it does not look at. */
    default boolean reads(Attachment.Kind kind) {
        return false;
    }

    /** Hears an answer while it is made, on the thread that asked. */
    @FunctionalInterface
    interface Listener {
        /** For those who wait for the whole. */
        Listener NOBODY = piece -> {};

        /**
         * The next piece of text; the pieces belong one behind the other. They may hold more than the answer, such as what
         * the model said before it used a tool: the answer itself is what {@link Agent#answer} returns. Must not throw.
         */
        void hear(String piece);
    }
}
