package io.octoswarm.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Puts targets under the same load in turn (A, B, A, B, ...), so that what else happens on the machine meets all of
 * them, and compares the first with each other one round by round. Prints a table in Markdown.
 */
final class Contest {
    private static final int ROUNDS = 7;
    private static final Duration STRETCH = Duration.ofSeconds(2);

    private final List<Target> targets;

    Contest(List<Target> targets) {
        this.targets = targets;
    }

    void run(List<Integer> connections) throws IOException {
        for (Target target : targets) {
            Load.warmUp(target);
        }
        System.out.println("| connections | target | calls/s | p50, ms | p99, ms | server CPU, us/call | calls/s, "
                + targets.get(0).name() + " : this |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (int count : connections) {
            round(count);
        }
    }

    private void round(int connections) throws IOException {
        List<List<Sample>> samples = new ArrayList<>();
        targets.forEach(target -> samples.add(new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < targets.size(); i++) {
                samples.get(i).add(Load.run(targets.get(i), connections, STRETCH));
            }
        }
        for (int i = 0; i < targets.size(); i++) {
            print(connections, targets.get(i).name(), samples.get(i), samples.get(0));
        }
    }

    private static void print(int connections, String name, List<Sample> samples, List<Sample> first) {
        double[] ratios = new double[samples.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = first.get(i).perSecond() / samples.get(i).perSecond();
        }
        System.out.println(String.format(
                Locale.ROOT,
                "| %d | %s | %.0f | %.2f | %.2f | %.0f | %.2f |",
                connections,
                name,
                median(samples, Sample::perSecond),
                median(samples, Sample::p50),
                median(samples, Sample::p99),
                median(samples, Sample::cpu),
                Sample.median(ratios)));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return Sample.median(samples.stream().mapToDouble(value).toArray());
    }
}
