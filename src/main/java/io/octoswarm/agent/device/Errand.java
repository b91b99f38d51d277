package io.octoswarm.agent.device;

/**
 * A piece of work or a question of general knowledge, in words that may also name a part of the device: "write a page
 * about memory", "restart nginx", "what is an IP address?". Such a question is not answered with a reading.
 */
final class Errand {
    private static final String DOING = "write|draft|compose|translate|create|generate|implement|code|develop|design"
            + "|refactor|rewrite|build|make|draw|paint|book|buy|order|send|email|mail|upload|download|save|store"
            + "|remember|remind|memorize|memorise|forget|play|sing|sign|invent|imagine|explain|define|teach|learn"
            + "|research|compare|recommend|suggest|install|uninstall|restart|reboot|start|stop|kill|delete|remove"
            + "|erase|wipe|format|clean|clear|move|copy|change|set|add|update|upgrade|fix|repair|deploy|configure"
            + "|enable|disable|turn|schedule|plan|pay|invoice|rotate|mount|unmount|ping|shut"
            + "|schreib|schreibe|übersetze|erkläre|erstelle|baue|mach|kaufe|sende|schicke|lösche|starte|stoppe"
            + "|installiere|speichere|merke|erinnere";
    private static final String POLITE =
            "please|kindly|hey|hi|hello|can|could|would|will|you|i|we|want|need|like|to|lets|let|us|me|bitte|kannst|du|mir|and|then";

    private static final Topic ERRANDS = Topic.of(
            "^ (?:(?:" + POLITE + ")\\s){0,6}(?:" + DOING + ")",
            "^ (?:(?:" + POLITE
                    + ")\\s){0,6}(?:load|process|date|program|swap|time|store|log) (?:the|this|that|these|those|all|my|our|your|a|an|her|him|two|some|it|in|into|out)",
            "^ (?:(?:" + POLITE + ")\\s){0,6}free up",
            "^ (?:(?:" + POLITE
                    + ")\\s){0,6}(?:summarize|summarise) (?!(?:\\S+ ){0,2}(?:logs|log|journal|errors|load|memory|disks?|processes) )\\S+",
            "^ what is (?:a|an)",
            "^ was ist (?:ein|eine)",
            "^ (?:was|wie viel) kostet",
            "^ find (?:a|an|some|me|papers|articles|books|information)",
            "^ who (?:is|was|are)",
            "^ how (?:to|would|should)",
            "^ how do (?:i|we|you|people)",
            "^ how does … (?:work|works|differ|compare)",
            "^ (?:why|when|where) (?:do|does|should) (?!you)\\S+",
            "in (?:java|javascript|python|rust|golang|kotlin|php|typescript|excel)");

    private Errand() {}

    static boolean is(String words) {
        return ERRANDS.matches(words);
    }
}
