package io.octoswarm.agent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Stands on what is made only where one of these kinds of brain was chosen ({@link AgentSettings#chosen()}). So there is
 * one {@link Agent} beside the built-in one at the most, and it is the one that answers.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ForKinds.IsChosen.class)
@interface ForKinds {
    AgentKind[] value();

    /** Whether the chosen kind is one of those. */
    final class IsChosen implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String chosen = context.getEnvironment().getProperty(AgentSettings.CHOSEN, AgentKind.BUILTIN.text());
            return Arrays.stream(metadata.getAnnotations().get(ForKinds.class).getEnumArray("value", AgentKind.class))
                    .anyMatch(kind -> kind.text().equals(chosen));
        }
    }
}
