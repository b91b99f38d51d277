package io.octoswarm.instance;

import java.util.Set;

/** Tells under which names this Octo is announced on its networks; the module that announces it implements it. */
public interface NetworkNames {
    /** Normally the Octo's own name alone; another one where that was taken. Cheap, callable from any thread. */
    Set<String> names();
}
