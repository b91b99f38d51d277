/** Who may reach what: the key, addresses, Host and Origin, the size of a request. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance"})
package io.octoswarm.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
