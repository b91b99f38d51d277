package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.ColleagueGone;
import io.octoswarm.agent.Colleagues;
import io.octoswarm.agent.Delegations;
import io.octoswarm.agent.Question;
import io.octoswarm.agent.WentInCircle;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks peers over MCP on behalf of the agent. The asking thread waits; the deadline and the path travel along. */
@Component
class PeerColleagues implements Colleagues {
    private final Peers peers;
    private final PeerCalls calls;
    private final PassedOn passedOn;
    private final ObjectProvider<Delegations> delegations;

    PeerColleagues(Peers peers, PeerCalls calls, PassedOn passedOn, ObjectProvider<Delegations> delegations) {
        this.delegations = delegations;
        this.peers = peers;
        this.calls = calls;
        this.passedOn = passedOn;
    }

    @Override
    public String ask(String name, Question question) {
        Peer peer = peers.find(name)
                .orElseThrow(() -> new CannotAnswer("I know no Octo named " + name + "."))
                .peer();
        Duration left = passedOn.left(question);
        if (left.isNegative() || left.isZero()) {
            throw new CannotAnswer("The time for an answer was over before " + name + " could be asked.");
        }
        Delegations visible = delegations.getIfAvailable();
        String mark =
                visible == null ? null : visible.announce(peer.name(), question).orElse(null);
        try {
            McpSchema.CallToolResult result = calls.await(peer, "ask", arguments(question), meta(question, mark), left);
            return answer(peer, result);
        } catch (PeerUnreachable unreachable) {
            throw gone(peer, unreachable, left);
        } catch (McpError refused) {
            throw new CannotAnswer(peer.name() + " refused the question: " + ResultText.of(refused));
        }
    }

    private static CannotAnswer gone(Peer peer, PeerUnreachable failure, Duration left) {
        if (failure.isTimeout()) {
            return new CannotAnswer(peer.name() + " gave no answer within " + left.toSeconds() + " s.");
        }
        return new ColleagueGone(peer.name() + " cannot be reached: " + failure.getMessage() + ".");
    }

    private static String answer(Peer peer, McpSchema.CallToolResult result) {
        String text = ResultText.of(result).strip();
        if (Boolean.TRUE.equals(result.isError())) {
            throw JsonResult.isMarked(result, Meta.CIRCLE)
                    ? new WentInCircle(text)
                    : new CannotAnswer(peer.name() + " has no answer" + (text.isEmpty() ? "." : ": " + text));
        }
        if (text.isEmpty()) {
            boolean other = result.content() != null
                    && !result.content().stream().allMatch(McpSchema.TextContent.class::isInstance);
            throw new CannotAnswer(peer.name() + (other ? " answered without a text." : " gave an empty answer."));
        }
        return text;
    }

    private static Map<String, Object> arguments(Question question) {
        return Map.of("question", question.text(), "context", question.context());
    }

    private Map<String, Object> meta(Question question, @Nullable String mark) {
        Map<String, Object> meta = passedOn.meta(question);
        if (mark != null) {
            meta.put(Meta.DELEGATION, mark);
        }
        return meta;
    }
}
