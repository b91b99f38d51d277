package io.octoswarm.agent;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The arguments of a tool's call, as a model wrote them. */
record Arguments(JsonNode object) {
    /** @throws CannotAnswer when they are no JSON object */
    static Arguments of(String input, JsonMapper json) {
        try {
            JsonNode read = json.readTree(input);
            if (read.isObject()) {
                return new Arguments(read);
            }
        } catch (JacksonException malformed) {
            // as any other that is no object
        }
        throw new CannotAnswer("The arguments must be a JSON object.");
    }

    /** @throws CannotAnswer when it is missing or blank */
    String required(String name) {
        String text = optional(name);
        if (text.isBlank()) {
            throw new CannotAnswer("The argument \"" + name + "\" is missing.");
        }
        return text;
    }

    /** Empty where it is missing. */
    String optional(String name) {
        return object.path(name).asString("").strip();
    }
}
