@NullMarked
package io.octoswarm;

import org.jspecify.annotations.NullMarked;
