package io.octoswarm.routing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Vectors of bytes, each row with a scale of its own. As a file: "OSV1", the number of rows and of dimensions (int),
 * one scale a row (float), the rows; big-endian. Immutable.
 */
final class ByteRows {
    private static final int MAGIC = 0x4F535631;
    private static final int FINEST = 15;
    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_DIMENSIONS = 1024;

    private final int dimensions;
    private final float[] scales;
    private final byte[] values;

    private ByteRows(int dimensions, float[] scales, byte[] values) {
        this.dimensions = dimensions;
        this.scales = scales;
        this.values = values;
    }

    /** Packs each row so that its largest value is {@link #FINEST}: coarse values make a small jar. */
    static ByteRows pack(float[][] rows) {
        int dimensions = rows[0].length;
        float[] scales = new float[rows.length];
        byte[] values = new byte[rows.length * dimensions];
        for (int row = 0; row < rows.length; row++) {
            float largest = 0;
            for (float value : rows[row]) {
                largest = Math.max(largest, Math.abs(value));
            }
            scales[row] = largest / FINEST;
            for (int d = 0; d < dimensions && largest > 0; d++) {
                values[row * dimensions + d] = (byte) Math.round(rows[row][d] / scales[row]);
            }
        }
        return new ByteRows(dimensions, scales, values);
    }

    /** @throws IOException on a file of another form or a shortened one */
    static ByteRows read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("These are no vectors of this version.");
        }
        int rows = in.readInt();
        int dimensions = in.readInt();
        if (rows < 1 || rows > MOST_ROWS || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new IOException("The vectors have an impossible size: " + rows + " by " + dimensions + ".");
        }
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++) {
            scales[row] = in.readFloat();
        }
        byte[] values = new byte[rows * dimensions];
        in.readFully(values);
        return new ByteRows(dimensions, scales, values);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(scales.length);
        out.writeInt(dimensions);
        for (float scale : scales) {
            out.writeFloat(scale);
        }
        out.write(values);
    }

    /** All rows, each made a unit. */
    float[][] units() {
        float[][] units = new float[rows()][dimensions];
        for (int row = 0; row < units.length; row++) {
            addTo(units[row], row);
            Cosine.unit(units[row]);
        }
        return units;
    }

    int rows() {
        return scales.length;
    }

    int dimensions() {
        return dimensions;
    }

    /** Adds a row to a sum of as many dimensions. */
    void addTo(float[] sum, int row) {
        addTo(sum, row, 1);
    }

    /** The same, so many times. */
    void addTo(float[] sum, int row, float times) {
        float scale = times * scales[row];
        int from = row * dimensions;
        for (int d = 0; d < dimensions; d++) {
            sum[d] += scale * values[from + d];
        }
    }
}
