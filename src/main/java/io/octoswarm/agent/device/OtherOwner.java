package io.octoswarm.agent.device;

/**
 * A question about something else that has a memory, a load or an uptime as well: "how much memory does my phone have?".
 * Whoever is named as the owner and is neither the device nor a part of it is something else: a question that goes on to
 * another is better than this device's numbers for a phone's.
 */
final class OtherOwner {
    private static final String PARTS =
            "uptime|memory|ram|swap|disks?|drives?|ssd|storage|space|filesystems?|partitions?"
                    + "|root|home|cpus?|cores?|chip|processor|load|temperature|logs?|syslog|journal|kernel|errors?"
                    + "|process|processes|programs?|services?|network|ip|hostname|address|clock|time|date|swarm"
                    + "|speicher|arbeitsspeicher|platten?|festplatten?|cpu|prozessor|prozesse|protokoll|netzwerk|netz|schwarm";
    private static final String KINDS = "own|main|whole|entire|first|second|other|external|internal|hard|free|available"
            + "|used|total|current|local|public|private|system|server|interne|externe|externen|ganze|ganzen";
    private static final String TIMES = "last|past|recent|latest|moment|background|morning|night|day|days|hours?"
            + "|minutes?|weeks?|now|today|yesterday|here|letzten?|letzter|vergangenen|augenblick|hintergrund|jetzt|heute";
    private static final String AMOUNTS = "use|total|all|general|percent|gb|mb|celsius|fahrenheit|degrees|most|prozent";
    private static final String OURS = "(?:{machine}|you|it|we|i|du|ich|wir|es|this|any|not|someone|anyone|somebody|"
            + PARTS + "|" + KINDS + "|" + TIMES + "|" + AMOUNTS + ")";
    private static final String NOT_OURS =
            "(?!(?:the |this |that |these |your |our |der |die |das |dem |den |des |diese* |dein* |unser* )?" + OURS
                    + " )\\S+";
    private static final String ASKED = "(?:uptime|memory|ram|swap|disk|storage|space|load|temperature|cpu|processes"
            + "|logs|errors|running|online|reboot|restart|speicher|arbeitsspeicher|platz|auslastung|last|prozesse|fehler|läuft|laufen)";

    private static final Topic OTHERS = Topic.of(
            "(?:does|do|should|can|could) " + NOT_OURS,
            "(?:do|does|would|will) (?:i|we|you|it|one) … need",
            "should (?:i|we)",
            "enough for",
            "(?:price|cost|preis)~",
            "(?:how much|how many|wie viele?) … (?:has|hat|haben|braucht?|brauchen|benötigt) " + NOT_OURS,
            "(?:my|mein|meine|meiner|meinem|meinen|meines) " + NOT_OURS,
            "(?:my|mein|meinem) (?:laptop|macbook|pc)",
            "(?:his|her|their)",
            "(?:of|on|in|at|for|inside|auf|von|für) (?:the|a|an|der|dem|den|die|das|ein|einem|einer|einen) (?!" + OURS
                    + " )\\S+",
            "(?:im|vom|des) " + NOT_OURS,
            "(?:used|taken|eaten) by " + NOT_OURS,
            ASKED + " ?(?:is|are|left|free|used|available|running|gerade) (?:of|on|in|for|auf|von|der) " + NOT_OURS,
            "(?:[is]?phone|smartphone|handy|tablet|ipad|playstation|xbox|camera|kamera|tv|fernseher|car|auto"
                    + "|watch|router|printer|drucker|fridge|kühlschrank)~");

    private OtherOwner() {}

    static boolean is(String words) {
        return OTHERS.matches(words);
    }
}
