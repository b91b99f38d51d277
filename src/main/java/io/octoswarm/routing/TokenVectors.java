package io.octoswarm.routing;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** English: a vector for each WordPiece, how usual each one is, and what it says in its context. Immutable. */
final class TokenVectors implements Language {
    private final WordPieces pieces;
    private final byte[] rarity;
    private final ByteRows rows;
    private final Context context;

    TokenVectors(List<String> vocabulary, byte[] rarity, ByteRows rows, Context context) {
        if (vocabulary.size() != rows.rows() || rarity.length != rows.rows()) {
            throw new IllegalArgumentException("Vocabulary and vectors are not of one size.");
        }
        this.pieces = new WordPieces(vocabulary);
        this.rarity = rarity;
        this.rows = rows;
        this.context = context;
    }

    /**
     * @param vocabulary a piece and its rarity a line, parted by a tabulator
     * @param vectors {@link ByteRows} where each piece points, others that the context reads, and its weights
     */
    static TokenVectors read(BufferedReader vocabulary, DataInputStream vectors) throws IOException {
        List<String> words = new ArrayList<>();
        ByteRows rows = ByteRows.read(vectors);
        ByteRows pieces = ByteRows.read(vectors);
        Context context = new Context(ContextWeights.read(vectors), pieces);
        byte[] rarity = new byte[rows.rows()];
        for (String line = vocabulary.readLine(); line != null && words.size() < rarity.length; ) {
            int tab = line.indexOf('\t');
            rarity[words.size()] = Byte.parseByte(line.substring(tab + 1));
            words.add(line.substring(0, tab));
            line = vocabulary.readLine();
        }
        return new TokenVectors(words, rarity, rows, context);
    }

    @Override
    public String code() {
        return "en";
    }

    @Override
    public int dimensions() {
        return rows.dimensions();
    }

    @Override
    public int rarity(String word) {
        int[] parts = pieces.of(word);
        return parts.length == 1 ? rarity[parts[0]] : UNKNOWN;
    }

    @Override
    public boolean addTo(float[] sum, String word) {
        int[] parts = pieces.of(word);
        for (int part : parts) {
            rows.addTo(sum, part);
        }
        return parts.length > 0;
    }

    @Override
    public void addTo(float[] sum, List<String> words) {
        int[] text = words.stream()
                .flatMapToInt(word -> Arrays.stream(pieces.of(word)))
                .toArray();
        context.addTo(sum, text, rows);
    }

    static BufferedReader reader(java.io.InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
