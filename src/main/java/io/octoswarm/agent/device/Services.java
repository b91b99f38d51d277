package io.octoswarm.agent.device;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The state of a service that the question names, or which services have failed. */
@Component
@Order(70)
final class Services extends Telling {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,99}");
    private static final Topic ALL = Topic.of(
                    "(?:failed|broken|crashed|dead|system|systemd) (?:services|daemons|units)",
                    "(?:services|daemons|units) … (?:failed|failing|down|running|up|ok|okay|fine|broken|stopped|crashed|dead|healthy)",
                    "(?:state|status|health) … (?:services|daemons)",
                    "^ (?:services|dienste) $",
                    "(?:list|show|check) ?(?:the|all|your) (?:services|daemons)",
                    "dienste … (?:laufen|aktiv|ausgefallen|abgestürzt)",
                    "laufen … dienste",
                    "status … dienste")
            .except("(?:streaming|web|cloud|bus|train|church|financial|emergency|social|customer|secret) services");

    private final Machine machine;
    private final Systemd systemd;
    private final Launchd launchd;

    Services(Machine machine, Systemd systemd, Launchd launchd) {
        super("services", "the state of a named service, and which services have failed", ALL);
        this.machine = machine;
        this.systemd = systemd;
        this.launchd = launchd;
    }

    /** Whether it may be handed to a tool as the name of a service. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public boolean covers(String question) {
        return super.covers(question) || (ServiceName.in(question).isPresent() && !Errand.is(Wording.of(question)));
    }

    @Override
    String tell(String question) {
        Optional<ServiceTool> tool = switch (machine.platform()) {
            case LINUX -> Optional.of(systemd);
            case MACOS -> Optional.of(launchd);
            case OTHER -> Optional.empty();
        };
        Optional<String> name = ServiceName.in(question).filter(Services::isName);
        return tool.map(known -> name.map(known::describe).orElseGet(known::describeFailed))
                .orElse("I know no tool that tells the state of services on this system.");
    }
}
