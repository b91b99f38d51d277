package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what kinds of work are called. A line "= name; name" begins a field; each further line is a kind of it, "name;
 * name"; at the end lines "^ name; name | field; field" are wider tags for several fields, by their first names.
 */
final class KindNames {
    private final List<KindsOfWork.Name> all = new ArrayList<>();
    private final Map<String, Integer> fields = new HashMap<>();
    private int kinds;

    private KindNames() {}

    static List<KindsOfWork.Name> read(List<String> lines) {
        KindNames names = new KindNames();
        lines.forEach(names::read);
        return names.all;
    }

    private void read(String line) {
        switch (line.charAt(0)) {
            case '=' -> {
                List<String> names = parts(line.substring(1));
                fields.put(names.get(0), fields.size());
                add(names, -1, fields.size() - 1);
            }
            case '^' -> {
                String[] columns = line.substring(1).split("\\|");
                add(
                        parts(columns[0]),
                        -1,
                        parts(columns[1]).stream().mapToInt(fields::get).toArray());
            }
            default -> add(parts(line), kinds++, fields.size() - 1);
        }
    }

    private void add(List<String> names, int kind, int... itsFields) {
        all.add(new KindsOfWork.Name(names, kind, itsFields));
    }

    /** What stands between semicolons, without the blanks around it; nothing empty. */
    static List<String> parts(String column) {
        return Arrays.stream(column.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
