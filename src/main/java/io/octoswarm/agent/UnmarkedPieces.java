package io.octoswarm.agent;

/** Tells a listener what a model says, without our marks, should it repeat them: holds back what may become one. */
final class UnmarkedPieces implements Agent.Listener {
    private final OutsideText outside;
    private final Agent.Listener listener;
    private final StringBuilder held = new StringBuilder();

    UnmarkedPieces(OutsideText outside, Agent.Listener listener) {
        this.outside = outside;
        this.listener = listener;
    }

    @Override
    public void hear(String piece) {
        held.append(piece);
        tell(outside.sure(held.toString()));
    }

    /** The model is done: what was held back is told. */
    void end() {
        tell(held.length());
    }

    private void tell(int end) {
        String text = outside.unmarked(held.substring(0, end));
        held.delete(0, end);
        if (!text.isEmpty()) {
            listener.hear(text);
        }
    }
}
