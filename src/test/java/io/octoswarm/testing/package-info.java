/** What tests of several modules share: programs as processes, free ports. */
package io.octoswarm.testing;
