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
import org.junit.jupiter.api.Test;

class ByteRowsTests {
    private static final float[][] ROWS = {{1, -2, 0.5f}, {0, 0, 0}, {0.001f, 0.002f, -0.003f}};

    @Test
    void keepsRowsOfAnySizeNearlyAsTheyAre() throws IOException {
        ByteRows rows = ByteRows.read(in(bytes()));
        assertThat(rows.rows()).isEqualTo(3);
        assertThat(rows.dimensions()).isEqualTo(3);
        for (int row = 0; row < 3; row++) {
            float[] sum = {10, 10, 10};
            rows.addTo(sum, row);
            for (int d = 0; d < 3; d++) {
                assertThat(sum[d] - 10).isCloseTo(ROWS[row][d], within(2f / 15 / 2));
            }
        }
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        byte[] whole = bytes();
        assertThatThrownBy(() -> ByteRows.read(in(Arrays.copyOf(whole, whole.length - 1))))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAnotherKindOfFile() throws IOException {
        byte[] other = bytes();
        other[0] ^= 1;
        assertThatThrownBy(() -> ByteRows.read(in(other))).hasMessageContaining("no vectors");
    }

    @Test
    void refusesAnImpossibleSizeBeforeItTakesTheMemory() throws IOException {
        byte[] huge = bytes();
        huge[4] = 0x7f;
        assertThatThrownBy(() -> ByteRows.read(in(huge))).hasMessageContaining("impossible size");
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteRows.pack(ROWS).write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
