package io.octoswarm.agent;

import org.springframework.stereotype.Component;

/**
 * What a program that has no tools of ours is told: the system prompt of every brain, what was said before, what the
 * device tells of the question, and the question.
 */
@Component
@ForKinds(AgentKind.COMMAND)
class CommandPrompt {
    private static final String WITHOUT_TOOLS = """
            In this answer you cannot call the tools named above; what this device tells of the question stands below. The \
            last lines are the question. Print the answer and nothing else.""";

    private final SystemPrompt system;
    private final Skills skills;

    CommandPrompt(SystemPrompt system, Skills skills) {
        this.system = system;
        this.skills = skills;
    }

    String of(Question question, OutsideText outside) {
        StringBuilder prompt = new StringBuilder(system.text(question, outside))
                .append("\n\n")
                .append(WITHOUT_TOOLS)
                .append('\n');
        if (!question.context().isBlank()) {
            prompt.append("\nWhat was said before:\n")
                    .append(outside.marked("conversation", question.context()))
                    .append('\n');
        }
        skills.answer(question.text())
                .ifPresent(told -> prompt.append("\nWhat this device tells of it:\n")
                        .append(outside.marked("device", told))
                        .append('\n'));
        return prompt.append("\nThe question:\n")
                .append(question.text())
                .append(Attached.texts(question, outside))
                .append('\n')
                .toString();
    }
}
