package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextTests {
    private static final int DIMENSIONS = 3;
    private static final ByteRows VECTORS = ByteRows.pack(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

    @Test
    void withoutWeightsATextIsTheSumOfItsPieces() {
        Context plain = context(new float[ContextWeights.size(DIMENSIONS)]);
        assertThat(sum(plain, 0, 1, 1)).containsExactly(new float[] {1, 2, 0}, within(1e-5f));
        assertThat(sum(plain)).containsExactly(0, 0, 0);
    }

    @Test
    void whatAPieceCountsDependsOnWhereItStands() {
        Context context = context(random());
        float[] alone = sum(context, 0);
        float[] first = sum(context, 0, 1);
        float[] last = sum(context, 1, 0);
        assertThat(first[0]).isNotCloseTo(alone[0], within(1e-3f)).isNotCloseTo(last[0], within(1e-3f));
    }

    @Test
    void readsALongTextInParts() {
        Context context = context(random());
        int[] text = IntStream.range(0, 2 * ContextWeights.WINDOW + 5)
                .map(i -> i % 3)
                .toArray();
        float[] parts = new float[DIMENSIONS];
        for (int from = 0; from < text.length; from += ContextWeights.WINDOW) {
            context.addTo(
                    parts,
                    Arrays.copyOfRange(text, from, Math.min(text.length, from + ContextWeights.WINDOW)),
                    VECTORS);
        }
        assertThat(sum(context, text)).containsExactly(parts, within(1e-4f));
    }

    @Test
    void weightsComeBackFromAFileAsTheyWere() throws IOException {
        float[] values = random();
        ContextWeights read = ContextWeights.read(in(file(values)));
        assertThat(read.dimensions).isEqualTo(DIMENSIONS);
        assertThat(read.values).containsExactly(values);
    }

    @Test
    void refusesAFileThatIsCutOffOrOfAnotherSize() throws IOException {
        byte[] whole = file(random());
        assertThatThrownBy(() -> ContextWeights.read(in(Arrays.copyOf(whole, whole.length - 1))))
                .isInstanceOf(EOFException.class);
        byte[] other = whole.clone();
        other[7] ^= 1;
        assertThatThrownBy(() -> ContextWeights.read(in(other))).hasMessageContaining("no weights");
        byte[] huge = whole.clone();
        huge[0] = 0x7f;
        assertThatThrownBy(() -> ContextWeights.read(in(huge))).hasMessageContaining("no weights");
    }

    private static float[] sum(Context context, int... text) {
        float[] sum = new float[DIMENSIONS];
        context.addTo(sum, text, VECTORS);
        return sum;
    }

    private static Context context(float[] weights) {
        float[][] pieces = new float[3][ContextWeights.WIDTH];
        Random random = new Random(1);
        for (float[] piece : pieces) {
            for (int d = 0; d < piece.length; d++) {
                piece[d] = (float) random.nextGaussian();
            }
        }
        return new Context(new ContextWeights(DIMENSIONS, weights), ByteRows.pack(pieces));
    }

    private static float[] random() {
        Random random = new Random(2);
        float[] values = new float[ContextWeights.size(DIMENSIONS)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.2 * random.nextGaussian());
        }
        return values;
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] file(float[] values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ContextWeights(DIMENSIONS, values).write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
