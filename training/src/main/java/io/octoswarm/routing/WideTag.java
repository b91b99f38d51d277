package io.octoswarm.routing;

import java.nio.file.Path;
import java.util.List;

/**
 * A tag wider than a field, such as "home": a line of data/wide-tags.txt, "name; another name | field; field".
 *
 * @param fields the first names of the fields that an agent with such a tag is for
 */
record WideTag(List<String> names, List<String> fields) {
    static List<WideTag> read(Path file) {
        return Field.lines(file).stream()
                .map(line -> line.split("\\|"))
                .map(columns -> new WideTag(KindNames.parts(columns[0]), KindNames.parts(columns[1])))
                .toList();
    }
}
