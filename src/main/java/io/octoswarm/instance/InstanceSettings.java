package io.octoswarm.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who this Octo is to be.
 *
 * @param enabled false: no MCP server and no peers
 * @param name 1-63 letters of any script, digits, {@code _} or {@code -}
 * @param port TCP port of everything, 1-65535
 * @param capabilities tags in the order given, none twice
 * @param folder where this Octo keeps its data, absolute
 * @param profile what it says of itself beyond its tags
 */
public record InstanceSettings(
        boolean enabled, String name, int port, List<String> capabilities, Role role, Path folder, Profile profile) {
    /** What a name, ours or a peer's, may be made of. */
    public static final String NAME_RULE = "1 to 63 letters, digits, _ or -";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]{1,63}");
    private static final int LONGEST_TAG = 100;

    public InstanceSettings {
        capabilities = List.copyOf(capabilities);
    }

    public static InstanceSettings from(Variables variables) {
        return new InstanceSettings(
                variables.flag("SWARM_ENABLED", true),
                variables
                        .find("SWARM_NAME", NAME_RULE, InstanceSettings::checkedName)
                        .orElseGet(() -> nameOf(hostName())),
                variables.whole("SWARM_PORT", 9100, 1, 65535),
                capabilities(variables),
                variables.oneOf("SWARM_ROLE", Role.WORKER),
                folder(variables),
                profile(variables));
    }

    /** One that says no more of itself than its tags. */
    public InstanceSettings(boolean enabled, String name, int port, List<String> capabilities, Role role, Path folder) {
        this(enabled, name, port, capabilities, role, folder, Profile.NONE);
    }

    /** Whether a text can be the name of an Octo. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static String nameOf(String hostName) {
        String label = hostName.split("\\.", 2)[0].replaceAll("[^\\p{L}\\p{M}\\p{N}_-]", "");
        return (label.isEmpty() ? "" : label.substring(0, Math.min(label.length(), 58)) + "-") + "octo";
    }

    private static String checkedName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException();
        }
        return name;
    }

    private static List<String> capabilities(Variables variables) {
        List<String> tags = variables.list("SWARM_CAPABILITIES");
        for (String tag : tags) {
            if (tag.length() > LONGEST_TAG || tag.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidSetting(
                        "SWARM_CAPABILITIES",
                        tag,
                        "tags between commas, each of at most " + LONGEST_TAG + " characters");
            }
        }
        return tags;
    }

    private static Profile profile(Variables variables) {
        return new Profile(
                variables.find("SWARM_DESCRIPTION").orElse(null),
                variables.find("SWARM_EXAMPLES").stream()
                        .flatMap(text -> Arrays.stream(text.split(";")))
                        .toList());
    }

    private static Path folder(Variables variables) {
        return variables
                .find("OCTO_DIR", "the path of a folder", InstanceSettings::absolute)
                .orElseGet(() -> absolute(".octo"));
    }

    private static Path absolute(String path) throws InvalidPathException {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return ""; // A host without a resolvable name: the Octo is then just "octo".
        }
    }
}
