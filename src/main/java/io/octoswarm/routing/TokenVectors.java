package io.octoswarm.routing;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** English: a vector for each WordPiece, and how usual each one is. Immutable. */
final class TokenVectors implements Language {
    private final WordPieces pieces;
    private final byte[] rarity;
    private final ByteRows rows;

    TokenVectors(List<String> vocabulary, byte[] rarity, ByteRows rows) {
        if (vocabulary.size() != rows.rows() || rarity.length != rows.rows()) {
            throw new IllegalArgumentException("Vocabulary and vectors are not of one size.");
        }
        this.pieces = new WordPieces(vocabulary);
        this.rarity = rarity;
        this.rows = rows;
    }

    /**
     * @param vocabulary a piece and its rarity a line, parted by a tabulator
     * @param vectors as {@link ByteRows} are written
     */
    static TokenVectors read(BufferedReader vocabulary, DataInputStream vectors) throws IOException {
        List<String> words = new ArrayList<>();
        ByteRows rows = ByteRows.read(vectors);
        byte[] rarity = new byte[rows.rows()];
        for (String line = vocabulary.readLine(); line != null && words.size() < rarity.length; ) {
            int tab = line.indexOf('\t');
            rarity[words.size()] = Byte.parseByte(line.substring(tab + 1));
            words.add(line.substring(0, tab));
            line = vocabulary.readLine();
        }
        return new TokenVectors(words, rarity, rows);
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

    static BufferedReader reader(java.io.InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
