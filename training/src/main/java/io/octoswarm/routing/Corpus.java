package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * All that the vectors are fitted on.
 *
 * @param sentences everyday sentences, English and another language's
 * @param entries words and explanations
 * @param fields what people ask for
 * @param wideTags tags for several fields
 */
record Corpus(List<Sentence> sentences, List<WordNet.Entry> entries, List<Field> fields, List<WideTag> wideTags) {
    private static final List<String> OPENINGS = List.of(
            "can you ",
            "please ",
            "i want to know ",
            "hey, ",
            "could you tell me ",
            "i need help: ",
            "do you know ",
            "ok, ");

    /** The teacher is asked about so many sentences only, to save its time. */
    private static final int EVERY = 2;

    /** A sentence and its translation. */
    record Sentence(String english, String other) {}

    /**
     * A text with tags for it.
     *
     * @param names of its field, which fit all texts of the field; may be empty
     * @param group texts of one group share their tags
     * @param field of the group; empty: none
     */
    record Tagged(String text, List<String> tags, List<String> names, int group, String field) {
        /** One of the tags or, as often, one of the names. */
        Pair draw(Random random) {
            boolean wide = !names.isEmpty() && random.nextBoolean();
            List<String> from = wide ? names : tags;
            return new Pair(this, from.get(random.nextInt(from.size())), wide);
        }
    }

    /** A text and a tag for it; {@code wide}: the tag names the field. */
    record Pair(Tagged text, String tag, boolean wide) {
        /** Whether the other's tag may be one for this text, too. */
        boolean isLike(Pair other) {
            boolean ofOneField = !text.field().isEmpty() && text.field().equals(other.text.field());
            return text.group() == other.text.group()
                    || tag.equals(other.tag)
                    || ofOneField && (wide || other.wide);
        }
    }

    static Corpus read(Path sentences, Path requests, Path wideTags) throws IOException {
        List<Sentence> pairs = Files.readAllLines(sentences).stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length == 2)
                .map(fields -> new Sentence(fields[0], fields[1]))
                .toList();
        return new Corpus(pairs, WordNet.entries(), Field.read(requests), WideTag.read(wideTags));
    }

    /** The English texts on which the teacher is heard, each once. */
    List<String> english() {
        Random random = new Random(3);
        Set<String> texts = new LinkedHashSet<>();
        for (Tagged request : requests()) {
            texts.add(request.text());
            texts.add(OPENINGS.get(random.nextInt(OPENINGS.size())) + request.text());
            texts.addAll(request.tags());
            texts.addAll(request.names());
        }
        for (int i = 0; i < sentences.size(); i += EVERY) {
            texts.add(sentences.get(i).english());
        }
        for (WordNet.Entry entry : entries) {
            texts.addAll(entry.words());
        }
        return List.copyOf(texts);
    }

    /** Requests with the tags of their kind of work and the names of their field. */
    List<Tagged> requests() {
        List<Tagged> texts = new ArrayList<>();
        int group = 0;
        for (Field field : fields) {
            for (Requests kind : field.kinds()) {
                for (String request : kind.english()) {
                    texts.add(new Tagged(request, kind.tags(), field.names(), group, field.name()));
                }
                group++;
            }
        }
        return texts;
    }

    /** All kinds of work of all fields. */
    List<Requests> kinds() {
        return fields.stream().flatMap(field -> field.kinds().stream()).toList();
    }

    /** Explanations with the words for them. */
    List<Tagged> explanations() {
        List<Tagged> texts = new ArrayList<>();
        for (int group = 0; group < entries.size(); group++) {
            WordNet.Entry entry = entries.get(group);
            texts.add(new Tagged(entry.explanation(), entry.words(), List.of(), group, ""));
        }
        return texts;
    }
}
