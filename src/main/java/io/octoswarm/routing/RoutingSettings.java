package io.octoswarm.routing;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;

/**
 * How sure the router must be; both are probabilities, above 0 and up to 1.
 *
 * @param threshold from here on a task goes to the one that fits best
 * @param maybe from here on that one is mentioned as somebody who might fit; not above the threshold
 */
public record RoutingSettings(double threshold, double maybe) {
    /** As set when nothing is set; chosen where 1 task in 20 that fits nobody is routed all the same. */
    public static final RoutingSettings DEFAULT = new RoutingSettings(0.85, 0.4);

    private static final String ALLOWED = "a number above 0 and up to 1, such as 0.85";

    public static RoutingSettings from(Variables variables) {
        double threshold = variables
                .find("SWARM_ROUTE_THRESHOLD", ALLOWED, RoutingSettings::probability)
                .orElse(DEFAULT.threshold);
        double maybe = variables
                .find("SWARM_ROUTE_MAYBE", ALLOWED, RoutingSettings::probability)
                .orElse(Math.min(DEFAULT.maybe, threshold));
        if (maybe > threshold) {
            throw new InvalidSetting(
                    "SWARM_ROUTE_MAYBE", String.valueOf(maybe), "at most SWARM_ROUTE_THRESHOLD, which is " + threshold);
        }
        return new RoutingSettings(threshold, maybe);
    }

    private static Double probability(String text) {
        double value = Double.parseDouble(text);
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
