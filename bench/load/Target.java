package io.octoswarm.bench.load;

import java.time.Duration;

/**
 * What is put under load.
 *
 * @param name for the table
 * @param expected what an answer's text holds; looked at once, before the load
 */
record Target(String name, Server server, Request request, String expected) {
    int port() {
        return server.port();
    }

    Duration cpu() {
        return server.cpu();
    }
}
