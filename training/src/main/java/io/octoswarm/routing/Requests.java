package io.octoswarm.routing;

import java.util.List;

/**
 * What people ask for of one kind of work: made for this purpose, in data/requests.
 *
 * @param tags what an agent that does it might call its capability, the plainest first
 * @param english requests in English
 * @param others names and requests in the languages of {@link Train#LANGUAGES}, in their order; those at the end may be missing
 */
record Requests(List<String> tags, List<String> english, List<List<String>> others) {
    /** May be empty. */
    List<String> in(int language) {
        return language < others.size() ? others.get(language) : List.of();
    }
}
