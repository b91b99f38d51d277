package io.octoswarm.routing;

import ai.onnxruntime.OrtException;
import java.io.IOException;

/** Runs the steps that are named, in their order: english, languages, calibrate, measure, weights. */
final class Training {
    private Training() {}

    public static void main(String[] steps) throws IOException, OrtException {
        for (String step : steps) {
            switch (step) {
                case "english" -> Train.english();
                case "languages" -> Train.languages();
                case "calibrate" -> Calibrate.main(new String[0]);
                case "measure" -> Measure.main(new String[0]);
                case "weights" -> Weights.main(new String[0]);
                default -> throw new IllegalArgumentException("There is no step " + step + ".");
            }
        }
    }
}
