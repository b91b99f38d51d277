package io.octoswarm.instance;

/** Tells how busy this Octo is; the module that runs the tasks implements it. */
public interface LoadSource {
    /** The load of this moment. Cheap, and callable from any thread. */
    Load load();
}
