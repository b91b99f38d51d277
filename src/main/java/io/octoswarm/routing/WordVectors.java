package io.octoswarm.routing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A language other than English: a vector for each known word, and for each of some groups of letters, of which an
 * unknown word (a compound, another ending) is guessed. Words are kept as hashes. As a file: the number of words (int),
 * their hashes ascending (int each), their rarities (byte each), then {@link ByteRows}: the words', then the groups'.
 * Immutable.
 */
final class WordVectors implements Language {
    private static final int SHORTEST_GROUP = 3;
    private static final int LONGEST_GROUP = 5;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_WORDS = 1 << 20;

    private final String code;
    private final int[] hashes;
    private final byte[] rarities;
    private final ByteRows rows;

    /** @param hashes ascending */
    WordVectors(String code, int[] hashes, byte[] rarities, ByteRows rows) {
        if (hashes.length != rarities.length || hashes.length >= rows.rows()) {
            throw new IllegalArgumentException("Words and vectors are not of one size.");
        }
        this.code = code;
        this.hashes = hashes;
        this.rarities = rarities;
        this.rows = rows;
    }

    static WordVectors read(String code, DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_WORDS) {
            throw new IOException("The language " + code + " has an impossible number of words: " + count + ".");
        }
        int[] hashes = new int[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = in.readInt();
        }
        byte[] rarities = new byte[count];
        in.readFully(rarities);
        return new WordVectors(code, hashes, rarities, ByteRows.read(in));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(hashes.length);
        for (int hash : hashes) {
            out.writeInt(hash);
        }
        out.write(rarities);
        rows.write(out);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int dimensions() {
        return rows.dimensions();
    }

    @Override
    public int rarity(String word) {
        int place = Arrays.binarySearch(hashes, hash(word, 0, word.length()));
        return place < 0 ? UNKNOWN : rarities[place];
    }

    @Override
    public boolean addTo(float[] sum, String word) {
        int place = Arrays.binarySearch(hashes, hash(word, 0, word.length()));
        if (place >= 0) {
            rows.addTo(sum, place);
            return true;
        }
        int[] groups = groups(word, rows.rows() - hashes.length);
        for (int group : groups) {
            rows.addTo(sum, hashes.length + group);
        }
        return groups.length > 0;
    }

    /** The numbers, below {@code most}, of a word's groups of letters. */
    static int[] groups(String word, int most) {
        if (word.length() < SHORTEST_GROUP || word.length() > LONGEST_WORD) {
            return new int[0];
        }
        String edged = "<" + word + ">";
        int[] groups = new int[edged.length() * (LONGEST_GROUP - SHORTEST_GROUP + 1)];
        int count = 0;
        for (int length = SHORTEST_GROUP; length <= LONGEST_GROUP; length++) {
            for (int from = 0; from + length <= edged.length(); from++) {
                groups[count++] = Math.floorMod(hash(edged, from, from + length), most);
            }
        }
        return Arrays.copyOf(groups, count);
    }

    /** FNV-1a over UTF-16 units, its bits mixed once more: the files depend on it. */
    static int hash(String text, int from, int to) {
        int hash = 0x811C9DC5;
        for (int at = from; at < to; at++) {
            hash = (hash ^ text.charAt(at)) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        return hash ^ (hash >>> 13);
    }
}
