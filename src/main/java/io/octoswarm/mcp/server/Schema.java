package io.octoswarm.mcp.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the JSON Schema of a flat object, which is all that our tools take and give. */
final class Schema {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    static Schema object() {
        return new Schema();
    }

    Schema required(String name, Object type, String description) {
        required.add(name);
        return optional(name, type, description);
    }

    /** @param type a JSON type, or a list of them */
    Schema optional(String name, Object type, String description) {
        properties.put(name, Map.of("type", type, "description", description));
        return this;
    }

    /** A text with a default that is one of a few. */
    Schema choice(String name, List<String> values, String fallback, String description) {
        properties.put(name, Map.of("type", "string", "enum", values, "default", fallback, "description", description));
        return this;
    }

    /** A list of texts that may be left out. */
    Schema texts(String name, String description) {
        properties.put(name, Map.of("type", "array", "items", Map.of("type", "string"), "description", description));
        return this;
    }

    Schema property(String name, Map<String, Object> schema) {
        required.add(name);
        properties.put(name, schema);
        return this;
    }

    Map<String, Object> build() {
        return Map.of("type", "object", "properties", properties, "required", required);
    }
}
