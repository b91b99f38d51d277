package io.octoswarm.routing;

import ai.onnxruntime.OrtException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A teacher's vectors of texts, asked for once and kept in a file. */
final class Lessons {
    private static final int PART = 4_096;

    private final Path file;
    private final Map<String, float[]> vectors = new HashMap<>();

    Lessons(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            read();
        }
    }

    float[] of(String text) {
        return vectors.get(text);
    }

    /** Asks the teacher about the texts that it has not been asked about. */
    void learn(Iterable<String> texts, Teacher teacher) throws IOException, OrtException {
        LinkedHashSet<String> unknown = new LinkedHashSet<>();
        texts.forEach(text -> {
            if (!vectors.containsKey(text)) {
                unknown.add(text);
            }
        });
        List<String> open = new ArrayList<>(unknown);
        for (int from = 0; from < open.size(); from += PART) {
            List<String> part = open.subList(from, Math.min(open.size(), from + PART));
            float[][] answers = teacher.embed(part);
            for (int i = 0; i < answers.length; i++) {
                vectors.put(part.get(i), answers[i]);
            }
            append(part);
            System.out.printf("taught %d of %d%n", from + part.size(), open.size());
        }
    }

    private void read() throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            byte[] row = new byte[4 * Teacher.DIMENSIONS];
            for (int count = in.read(); count >= 0; count = in.read()) {
                String text = in.readUTF();
                in.readFully(row);
                float[] vector = new float[Teacher.DIMENSIONS];
                ByteBuffer.wrap(row).asFloatBuffer().get(vector);
                vectors.put(text, vector);
            }
        }
    }

    private void append(List<String> texts) throws IOException {
        Files.createDirectories(file.getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 20))) {
            ByteBuffer row = ByteBuffer.allocate(4 * Teacher.DIMENSIONS);
            for (String text : texts) {
                out.write(1);
                out.writeUTF(text);
                row.asFloatBuffer().put(vectors.get(text));
                out.write(row.array());
            }
        }
    }
}
