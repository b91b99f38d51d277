package io.octoswarm.routing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sentence encoder on ONNX Runtime: text in, unit vectors out. */
final class Teacher implements AutoCloseable {
    static final int DIMENSIONS = 384;
    private static final int BATCH = 32;
    private static final int MOST_PIECES = 40;

    private final boolean mean;
    private final List<String> vocabulary;
    private final WordPieces pieces;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private Teacher(String name, boolean mean, int threads) throws IOException, OrtException {
        this.mean = mean;
        vocabulary = readVocabulary(name + "-tokenizer.json");
        pieces = new WordPieces(vocabulary);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        session = environment.createSession(resource(name + ".onnx"), options);
    }

    static Teacher bge(int threads) throws IOException, OrtException {
        return new Teacher("bge-small-en-v1.5-q", false, threads);
    }

    static Teacher miniLm(int threads) throws IOException, OrtException {
        return new Teacher("all-minilm-l6-v2-q", true, threads);
    }

    List<String> vocabulary() {
        return vocabulary;
    }

    /** Unit vectors of the texts, in their order. */
    float[][] embed(List<String> texts) throws OrtException {
        long[][] tokens = new long[texts.size()][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokens(texts.get(i));
        }
        Integer[] byLength = new Integer[tokens.length];
        Arrays.setAll(byLength, i -> i);
        Arrays.sort(byLength, Comparator.comparingInt(i -> tokens[i].length));
        float[][] vectors = new float[tokens.length][];
        for (int from = 0; from < byLength.length; from += BATCH) {
            Integer[] batch = Arrays.copyOfRange(byLength, from, Math.min(byLength.length, from + BATCH));
            embed(batch, tokens, vectors);
        }
        return vectors;
    }

    private void embed(Integer[] batch, long[][] tokens, float[][] vectors) throws OrtException {
        int width = tokens[batch[batch.length - 1]].length;
        long[] ids = new long[batch.length * width];
        long[] mask = new long[ids.length];
        for (int row = 0; row < batch.length; row++) {
            long[] sentence = tokens[batch[row]];
            System.arraycopy(sentence, 0, ids, row * width, sentence.length);
            Arrays.fill(mask, row * width, row * width + sentence.length, 1);
        }
        long[] shape = {batch.length, width};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        inputs.put("input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape));
        inputs.put("attention_mask", OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape));
        inputs.put("token_type_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape));
        try (OrtSession.Result result = session.run(inputs)) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            for (int row = 0; row < batch.length; row++) {
                vectors[batch[row]] = pooled(states[row], tokens[batch[row]].length);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private float[] pooled(float[][] states, int length) {
        float[] sum = states[0].clone();
        for (int token = 1; mean && token < length; token++) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += states[token][d];
            }
        }
        return Algebra.normalise(sum);
    }

    private long[] tokens(String text) {
        List<Long> ids = new ArrayList<>();
        ids.add(101L);
        for (String word : Words.of(text)) {
            int[] parts = pieces.of(word);
            if (parts.length == 0) {
                ids.add(100L);
            }
            for (int part : parts) {
                ids.add((long) part);
            }
        }
        List<Long> kept = ids.subList(0, Math.min(ids.size(), MOST_PIECES - 1));
        long[] tokens = new long[kept.size() + 1];
        Arrays.setAll(tokens, i -> i < kept.size() ? kept.get(i) : 102L);
        return tokens;
    }

    private static List<String> readVocabulary(String name) throws IOException {
        JsonNode vocabulary =
                new ObjectMapper().readTree(resource(name)).path("model").path("vocab");
        String[] pieces = new String[vocabulary.size()];
        vocabulary.properties().forEach(entry -> pieces[entry.getValue().intValue()] = entry.getKey());
        return List.of(pieces);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = Teacher.class.getResourceAsStream("/" + name)) {
            return file.readAllBytes();
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
