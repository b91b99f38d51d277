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
        int sure = outside.sure(held.toString());
        boolean half = sure > 0 && Character.isHighSurrogate(held.charAt(sure - 1)); // a model may part a character
        tell(half ? sure - 1 : sure);
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
