package io.octoswarm.testing;

/**
 * What came of a line that was given to an Octo.
 *
 * @param status an exit status for the program, an HTTP status for the API
 * @param text what was said, errors too, without white space at the ends
 */
public record Said(int status, String text) {}
