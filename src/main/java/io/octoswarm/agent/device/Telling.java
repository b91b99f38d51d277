package io.octoswarm.agent.device;

/** What all skills have in common: a topic, and a reading that fails is told, not thrown. */
abstract class Telling implements Skill {
    private final String name;
    private final String description;
    private final Topic topic;

    Telling(String name, String description, Topic topic) {
        this.name = name;
        this.description = description;
        this.topic = topic;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public boolean covers(String question) {
        return topic.isIn(question);
    }

    @Override
    public final String answer(String question) {
        try {
            return tell(question);
        } catch (NotReadable unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    abstract String tell(String question);
}
