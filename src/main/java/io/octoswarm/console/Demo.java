package io.octoswarm.console;

/** The documentation's two Octos on this machine. */
public final class Demo {
    private Demo() {}

    public static int run() {
        throw new UnsupportedOperationException();
    }
}
