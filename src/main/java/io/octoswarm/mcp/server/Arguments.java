package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.PlainText;
import io.octoswarm.mcp.Meta;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, checked as they are taken. Every check that fails is a {@link Refusal}. */
final class Arguments {
    /** Characters that one argument may have; a peer's whole context fits. */
    static final int LONGEST = 100_000;

    private static final int LONGEST_KEY = 200;
    private static final int MOST_TAGS = 20;
    private static final Pattern TAG = Pattern.compile("[^,@!>\\p{Cntrl}]{1,100}");

    private final Map<String, Object> values;
    private final Meta meta;
    private final String caller;

    /** @param caller where the call comes from: an address */
    Arguments(McpSchema.CallToolRequest request, String caller) {
        this.caller = caller;
        this.values = request.arguments() == null ? Map.of() : request.arguments();
        this.meta = new Meta(request.meta());
    }

    Meta meta() {
        return meta;
    }

    /** Where the call comes from: an address, which unlike the names in the path nobody can choose. */
    String caller() {
        return caller;
    }

    /** A text that must be there and say something. */
    String required(String name) {
        String value = optional(name, "");
        if (value.isBlank()) {
            throw new Refusal("The argument \"" + name + "\" is missing or empty: say what is wanted in it.");
        }
        return value;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** A truth value that may be left out: false. */
    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new Refusal("The argument \"" + name + "\" must be true or false.");
    }

    /** A whole number from 0 on that must be there. */
    long number(String name) {
        Object value = values.get(name);
        if (value instanceof Number number && number.longValue() >= 0 && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw new Refusal("The argument \"" + name + "\" must be a whole number, 0 or more.");
    }

    int number(String name, int fallback, int most) {
        return values.get(name) == null ? fallback : (int) Math.min(most, number(name));
    }

    /** Texts that may be left out: at most 20 of at most 100 characters, as capability tags are. */
    List<String> tags(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)
                || list.size() > MOST_TAGS
                || !list.stream().allMatch(Arguments::isTag)) {
            throw new Refusal("The argument \"" + name + "\" must be a list of at most " + MOST_TAGS
                    + " tags, each of 1 to 100 characters without a comma, @, ! or >.");
        }
        return list.stream().map(tag -> ((String) tag).strip()).toList();
    }

    private static boolean isTag(Object value) {
        return value instanceof String text && TAG.matcher(text).matches() && !text.isBlank();
    }

    /** Of an Octo; null when it is left out. */
    @Nullable
    String name(String name) {
        String value = optional(name, "").strip();
        if (value.isEmpty()) {
            return null;
        }
        if (!InstanceSettings.isName(value)) {
            throw new Refusal(
                    "The argument \"" + name + "\" is no name of an Octo: " + InstanceSettings.NAME_RULE + ".");
        }
        return value;
    }

    /** What a repeated call has in common with the first one; null: the call has none. */
    @Nullable
    String idempotencyKey() {
        String key = meta().idempotencyKey();
        if (key != null && key.length() > LONGEST_KEY) {
            throw new Refusal("The idempotency key has " + key.length() + " characters; at most " + LONGEST_KEY
                    + " are allowed.");
        }
        if (key != null && key.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("The idempotency key holds a control character, which is not allowed.");
        }
        return key;
    }

    /** The id of a task, which must be there. */
    String taskId() {
        String id = required("task_id").strip();
        if (!Task.isId(id)) {
            throw new Refusal("\"" + PlainText.of(id, 40) + "\" is no task id: one looks like swarm-1f0c9a2b.");
        }
        return id;
    }

    Priority priority() {
        String priority = optional("priority", Priority.NORMAL.text());
        return Priority.parse(priority).orElseThrow(() -> new Refusal(Priority.refusal(priority)));
    }

    /** A text that may be left out. */
    String optional(String name, String fallback) {
        Object value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof String text)) {
            throw new Refusal("The argument \"" + name + "\" must be a text.");
        }
        if (text.length() > LONGEST) {
            throw new Refusal("The argument \"" + name + "\" has " + text.length() + " characters; at most " + LONGEST
                    + " are allowed.");
        }
        return text.replace('\0', ' '); // PostgreSQL keeps no such character
    }
}
