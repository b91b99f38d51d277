package io.octoswarm.mcp.client;

import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpTransportException;
import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.PeerUnreachable;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the MCP transport throws into a reason for people. */
final class TransportFailure {
    private static final String OTHER_REVISION = "Unsupported protocol version";
    private static final Pattern NOT_FOUND = Pattern.compile("\\b404\\b");
    private static final Pattern TOO_LARGE = Pattern.compile("Inbound (?:response body|line) exceeds the maximum");

    private static final Pattern NO_MESSAGE =
            Pattern.compile("Error (?:parsing|deserializing) JSON-RPC|Unknown media type|Cannot deserialize JSONRPC");

    private TransportFailure() {}

    /** @param refusal what it means that the other side asks for other credentials */
    static PeerUnreachable unreachable(Throwable failure, String refusal) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof McpError told) { // else of the greeting
                String missing = AnsweredTransport.missing(told);
                return new PeerUnreachable(missing == null ? refusal(told) : missing);
            }
            if (cause instanceof McpHttpClientTransportAuthorizationException) {
                return new PeerUnreachable(refusal, PeerUnreachable.Stage.TURNED_AWAY);
            }
            if (cause instanceof TimeoutException) {
                return PeerUnreachable.timeout();
            }
            if (isOfTheReading(cause)) {
                return new PeerUnreachable("its answer is no message of MCP");
            }
            if (cause instanceof McpTransportException && cause.getCause() == null) {
                return new PeerUnreachable(reason(String.valueOf(cause.getMessage())));
            }
        }
        return FailureReason.unreachable(failure);
    }

    /** What it said, or our SDK of what it said. */
    private static String refusal(McpError told) {
        return String.valueOf(told.getMessage()).contains(OTHER_REVISION)
                ? "it speaks no revision of MCP that this Octo does"
                : "it refuses to begin: " + ResultText.of(told);
    }

    /** So fails the SDK's reading of what is JSON and no message. */
    private static boolean isOfTheReading(Throwable cause) {
        return cause instanceof NullPointerException
                || cause instanceof IllegalArgumentException
                || NO_MESSAGE.matcher(String.valueOf(cause.getMessage())).find();
    }

    /** The SDK tells all of it in its message alone. */
    private static String reason(String told) {
        if (TOO_LARGE.matcher(told).lookingAt()) {
            return "its answer is larger than " + (HttpTransports.MOST_RESPONSE_BYTES >> 20) + " MiB";
        }
        String hint = "";
        if (told.startsWith("Bad Request. Status code:400")) { // as servers over TLS do
            hint = " (HTTP status 400; is it one with https?)";
        } else if (NOT_FOUND.matcher(told).find()) { // as an Octo does at another path, or with its swarm turned off
            hint = " (HTTP status 404; an Octo's ends in /mcp/, and its SWARM_ENABLED is true)";
        }
        return "its URL is no MCP endpoint" + hint;
    }
}
