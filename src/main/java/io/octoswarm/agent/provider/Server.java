package io.octoswarm.agent.provider;

import io.octoswarm.agent.provider.ModelFailure.Kind;
import io.octoswarm.instance.PlainText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The server of a model, as people know it: turns what it says of a failure into a sentence for them.
 *
 * @param name for people, for example {@code Anthropic}
 * @param model its name there
 * @param keyVariable the setting that holds the key; null: there is none
 * @param key never shown, not even where the server repeats it
 */
record Server(String name, String model, @Nullable String keyVariable, Optional<String> key) {
    private static final int LONGEST_REASON = 200;
    /** In the words of Ollama and of vLLM. */
    private static final Pattern NO_TOOLS =
            Pattern.compile("(?i)does not support tools|tool choice requires|tools? (?:is|are) not supported");

    private static final Set<String> OUT_OF_CREDIT = Set.of("insufficient_quota", "billing_error");
    private static final Set<String> BUSY = Set.of("overloaded_error", "api_error", "server_error", "timeout_error");

    /**
     * What a status other than 200 means.
     *
     * @param body parsed, a missing node where it was no JSON
     */
    ModelFailure refused(int status, JsonNode body, @Nullable Duration retryAfter) {
        JsonNode error = body.has("error") ? body.path("error") : body;
        String code = error.path("code").asString(error.path("type").asString(""));
        if (status == 401 || status == 403) {
            return new ModelFailure(Kind.KEY_REFUSED, name + keyProblem() + ".");
        }
        if (NO_TOOLS.matcher(words(error)).find()) {
            return new ModelFailure(Kind.NO_TOOLS, name + " has a model that calls no tools" + reason(error) + ".");
        }
        if (status == 404 && !namesModel(error)) {
            return new ModelFailure(
                    Kind.REFUSED, name + " knows no such address (HTTP status 404); is its base URL right?");
        }
        if (status == 404 || code.equals("model_not_found")) {
            return new ModelFailure(
                    Kind.UNKNOWN_MODEL,
                    name + " has no model \"" + PlainText.of(model, 100) + "\" (DEFAULT_MODEL)" + reason(error) + ".");
        }
        if (OUT_OF_CREDIT.contains(code)) {
            return new ModelFailure(Kind.REFUSED, name + " refuses, because the account has no credit left.");
        }
        if (status == 429) {
            return new ModelFailure(
                    Kind.RATE_LIMITED, name + " limits how much may be asked" + wait(retryAfter) + ".", retryAfter);
        }
        return status == 408 || status == 409 || status >= 500
                ? new ModelFailure(Kind.OVERLOADED, overloaded(status), retryAfter)
                : new ModelFailure(
                        Kind.REFUSED, name + " refuses the request (HTTP status " + status + ")" + reason(error) + ".");
    }

    /** What a failure within a stream means; the answer began with status 200. */
    ModelFailure broken(JsonNode event) {
        JsonNode error = event.path("error");
        String type = error.path("type").asString("");
        if (type.equals("rate_limit_error")) {
            return refused(429, event, null);
        }
        return error.isString() || BUSY.contains(type) || type.isEmpty()
                ? new ModelFailure(Kind.OVERLOADED, name + " broke off its answer" + reason(error) + ".")
                : new ModelFailure(Kind.REFUSED, name + " refuses the request" + reason(error) + ".");
    }

    ModelFailure declined() {
        return new ModelFailure(Kind.REFUSED, "The model " + PlainText.of(model, 100) + " declined to answer that.");
    }

    ModelFailure blind() {
        return new ModelFailure(
                Kind.REFUSED, "The model " + PlainText.of(model, 100) + " (DEFAULT_MODEL) sees no pictures.");
    }

    ModelFailure unreachable(String why) {
        return new ModelFailure(Kind.UNREACHABLE, name + " cannot be reached: " + why + ".");
    }

    ModelFailure cutOff() {
        return new ModelFailure(Kind.CUT_OFF, "The answer of " + name + " was cut off.");
    }

    ModelFailure unreadable() {
        return new ModelFailure(Kind.UNREADABLE, "The answer of " + name + " is none that its API knows.");
    }

    ModelFailure timedOut(Duration waited) {
        return new ModelFailure(
                Kind.TIMED_OUT, name + " gave no answer in time (" + Math.max(1, waited.toSeconds()) + " s).");
    }

    private String overloaded(int status) {
        return name + (status == 529 || status == 503 ? " is overloaded" : " has a fault") + " (HTTP status " + status
                + ").";
    }

    private static String wait(@Nullable Duration retryAfter) {
        return retryAfter == null
                ? ""
                : "; it wants to be left alone for " + Math.max(1, retryAfter.toSeconds()) + " s";
    }

    private String keyProblem() {
        if (keyVariable == null) {
            return " wants a key, and this Octo has none for it";
        }
        return (key.isPresent() ? " refuses the key (" : " wants a key (") + keyVariable + ")";
    }

    private static boolean namesModel(JsonNode error) {
        return error.path("code").asString("").equals("model_not_found")
                || words(error).toLowerCase(Locale.ROOT).contains("model");
    }

    private static String words(JsonNode error) {
        return error.isString()
                ? error.stringValue()
                : error.path("message").asString(error.path("detail").asString(""));
    }

    /** The server's own words, in so far as they are a sentence. */
    private String reason(JsonNode error) {
        String words = words(error);
        String shown = key.filter(secret -> !secret.isEmpty())
                .map(secret -> words.replace(secret, "***"))
                .orElse(words);
        return shown.isBlank() ? "" : ": " + PlainText.clause(shown, LONGEST_REASON);
    }

    @Override
    public String toString() {
        return name + ", " + model;
    }
}
