package io.octoswarm.routing;

import java.util.Arrays;

/**
 * What an agent with a tag can be expected to do, in bytes, for keeping.
 *
 * @param fields how much of each field, 0 to 255
 * @param kinship how near the tag is to each field's names, a cosine in 127ths
 * @param wide how much of each kind of a field, for the whole field's sake, 0 to 255
 * @param kinds the numbers of kinds that are meant themselves, ascending
 * @param shares how much of each of these, 0 to 255
 */
record Reach(byte[] fields, byte[] kinship, byte[] wide, int[] kinds, byte[] shares) {
    private static final float WHOLE = 255;
    private static final float FINENESS = 127;

    /** 0 to 1. */
    float ofField(int field) {
        return (fields[field] & 0xFF) / WHOLE;
    }

    /** -1 to 1. */
    float kinship(int field) {
        return kinship[field] / FINENESS;
    }

    /** 0 to 1. */
    float ofKind(int kind, int itsField) {
        int place = Arrays.binarySearch(kinds, kind);
        int own = place < 0 ? 0 : shares[place] & 0xFF;
        return Math.min(WHOLE, own + (wide[itsField] & 0xFF)) / WHOLE;
    }

    /** Adds up what a tag stands for. Not thread-safe. */
    static final class Sum {
        private final float[] kinds;
        private final float[] fields;
        private final float[] wide;
        private final byte[] kinship;

        Sum(int kinds, int fields) {
            this.kinds = new float[kinds];
            this.fields = new float[fields];
            this.wide = new float[fields];
            this.kinship = new byte[fields];
        }

        void kinship(int field, float cosine) {
            kinship[field] = (byte) Math.round(FINENESS * Math.max(-1, Math.min(1, cosine)));
        }

        /** The tag is this name by a share; all shares are 1 together. */
        void add(KindsOfWork.Name name, float share) {
            for (int field : name.fields()) {
                fields[field] += share;
            }
            if (name.kind() >= 0) {
                kinds[name.kind()] += share;
            } else {
                for (int field : name.fields()) {
                    wide[field] += share;
                }
            }
        }

        /** The tag is this name, whatever else it is. */
        void whole(KindsOfWork.Name name) {
            for (int field : name.fields()) {
                fields[field] = 1;
                wide[field] = name.kind() >= 0 ? wide[field] : 1;
            }
            if (name.kind() >= 0) {
                kinds[name.kind()] = 1;
            }
        }

        Reach reach() {
            byte[] packed = packed(kinds);
            int[] some = new int[packed.length];
            int count = 0;
            for (int kind = 0; kind < packed.length; kind++) {
                if (packed[kind] != 0) {
                    some[count++] = kind;
                }
            }
            int[] meant = Arrays.copyOf(some, count);
            byte[] shares = new byte[count];
            for (int i = 0; i < count; i++) {
                shares[i] = packed[meant[i]];
            }
            return new Reach(packed(fields), kinship, packed(wide), meant, shares);
        }

        private static byte[] packed(float[] values) {
            byte[] packed = new byte[values.length];
            for (int i = 0; i < packed.length; i++) {
                packed[i] = (byte) Math.round(WHOLE * Math.min(1, values[i]));
            }
            return packed;
        }
    }
}
