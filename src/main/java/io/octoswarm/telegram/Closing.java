package io.octoswarm.telegram;

import io.octoswarm.conversation.Message.Kind;
import io.octoswarm.conversation.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a delegation that people see. Where an answer says no more than what the peer said in the group
 * already, it becomes a short one: "Server's been up 47 days with clean logs." Thread-safe.
 */
final class Closing {
    private static final int MOST_LOOKED_AT = 50;
    /** As the built-in agent tells it. */
    private static final Pattern UPTIME =
            Pattern.compile("(?s)Server uptime: (\\d{1,5} [a-z]{1,7}(?: \\d{1,2} [a-z]{1,7})?)\\..*");

    private static final String CLEAN = "No errors in logs.";

    private final Delegating delegating;
    private final Fellowship fellowship;
    private final Transcript transcript;

    Closing(Delegating delegating, Fellowship fellowship, Transcript transcript) {
        this.delegating = delegating;
        this.fellowship = fellowship;
        this.transcript = transcript;
    }

    /** What to say in the place of an answer, which may be that answer. */
    String of(Turn turn, String answer) {
        Delegating.Shown shown = delegating.shown(turn.message()).orElse(null);
        if (shown == null || !answer.startsWith(shown.peer() + ": ")) {
            return answer;
        }
        String told = answer.substring(shown.peer().length() + 2);
        return stands(turn.place().conversation(), shown, told) ? line(shown.peer(), told) : answer;
    }

    /** Whether the peer said it as a reply to our mention; other bots' messages are seen by asking the others. */
    private boolean stands(String conversation, Delegating.Shown shown, String told) {
        List<Pieces.Piece> pieces = Pieces.of(Markup.runs(told));
        fellowship.listen(conversation);
        Optional<String> said = transcript.recent(conversation, MOST_LOOKED_AT).stream()
                .filter(message -> message.kind() == Kind.OCTO
                        && String.valueOf(shown.message()).equals(message.replyTo()))
                .map(message -> message.text().strip())
                .findFirst();
        return !pieces.isEmpty()
                && said.equals(Optional.of(pieces.get(0).plain().strip()));
    }

    /** @param told as the peer said it in the group */
    static String line(String peer, String told) {
        Matcher uptime = UPTIME.matcher(told);
        return uptime.matches()
                ? "Server's been up " + uptime.group(1) + (told.contains(CLEAN) ? " with clean logs." : ".")
                : Plain.escaped(Delegating.capital(peer)) + " has answered: see above.";
    }
}
