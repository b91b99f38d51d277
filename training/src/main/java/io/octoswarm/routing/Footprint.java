package io.octoswarm.routing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** What a way of routing takes, in jars and in memory. */
final class Footprint {
    private static final List<String> DATA = List.of(
            "english.txt",
            "english.vectors",
            "de.vectors",
            "fr.vectors",
            "es.vectors",
            "it.vectors",
            "pt.vectors",
            "nl.vectors",
            "kinds.txt",
            "kinds.vectors",
            "choice.txt");

    private Footprint() {}

    /** The size of the jar that holds a resource, in MB. */
    static double jarOf(String resource) {
        try {
            String url = Footprint.class.getResource(resource).toString();
            String jar = url.substring("jar:file:".length(), url.indexOf('!'));
            return Files.size(Path.of(jar)) / 1e6;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What the routing data take in our jar, in MB. */
    static double deflated() throws IOException {
        double sum = 0;
        for (String name : DATA) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new DeflaterOutputStream(bytes);
                    InputStream in = MeaningData.class.getResourceAsStream(name)) {
                in.transferTo(out);
            }
            sum += bytes.size() / 1e6;
        }
        return sum;
    }

    /**
     * MB that this process uses, after what is garbage has gone: the objects, and what lies outside the heap. The heap
     * is in memory as a whole from the start (see the pom), so the process grows by the latter only.
     */
    static double resident() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double objects = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return objects + Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1e3;
            }
        }
        return Double.NaN;
    }
}
