package io.octoswarm.agent.device;

import io.octoswarm.agent.device.Machine.FileStore;
import io.octoswarm.instance.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How full the disks are. */
@Component
@Order(40)
final class Disks extends Telling {
    private static final Topic TOPIC = Topic.of(
                    "disk~",
                    "hard (?:drive|disk)~",
                    "(?:drive|drives|ssd) … (?:full|free|left|space|usage|used)",
                    "ssd",
                    "(?:full|space|free) … (?:drive|drives|ssd)",
                    "^ ?(?:the|your) storage $",
                    "(?:much|enough|free|available|any|your|local|of) storage",
                    "storage (?:space|capacity|status|usage|is|left|free|used|full|available)",
                    "(?:free|enough|much|more|any|no|remaining) space",
                    "(?:out of|disk) space",
                    "space (?:is )?(?:left|free|available)",
                    "filesystem~",
                    "file system~",
                    "partition~",
                    "festplatte*",
                    "speicherplatz",
                    "platten?",
                    "(?:platz|plattenplatz) … (?:frei|übrig)",
                    "(?:freier|wie viel|genug) … (?:platz|plattenplatz)",
                    "datenträger",
                    "laufwerke?")
            .except(
                    "(?:google|one|test|cloud|flash) drive",
                    "(?:cloud|self|cold|object|blob|energy|battery|food) storage",
                    "storage (?:unit|wars|room|box)",
                    "(?:slipped|herniated|floppy|golden) disk~",
                    "disk jockey",
                    "einen platten",
                    "la partition",
                    "partition (?:the|by)",
                    "partition of (?:a|the|an) (?:set|poland|india|country)",
                    "(?:outer|office|parking|safe|personal|living) space",
                    "in space",
                    "space (?:station|shuttle|travel|exploration|between)",
                    "(?<!disk )(?:space|storage|platz) (?:for|für)",
                    "platz (?:im|in|am|an) (?!(?:der |dem )?(?:platte|festplatte|speicher|{machine}) )\\S+");

    private static final Set<String> NOT_ON_A_DISK = Set.of(
            "tmpfs", "ramfs", "devtmpfs", "squashfs", "iso9660", "udf", "proc", "sysfs", "devfs", "autofs", "cramfs");
    private static final double NEARLY_FULL = 0.9;
    private static final int MOST = 4;

    private final Machine machine;

    Disks(Machine machine) {
        super("disks", "how full each disk is", TOPIC);
        this.machine = machine;
    }

    @Override
    String tell(String question) {
        List<FileStore> disks = disks(machine.fileStores());
        if (disks.isEmpty()) {
            return "I see no disk here.";
        }
        StringBuilder answer = new StringBuilder();
        disks.stream().limit(MOST).map(Disks::sentence).forEach(answer::append);
        if (disks.size() > MOST) {
            answer.append("The other ").append(disks.size() - MOST).append(" are less full.");
        }
        return answer.toString().strip();
    }

    private static String sentence(FileStore disk) {
        String reading = "Disk " + PlainText.of(disk.mount(), 60) + " is " + Spell.percent(share(disk)) + " full, "
                + Size.ofDisk(disk.usable()) + " of " + Size.ofDisk(disk.total()) + " free";
        return reading + (share(disk) > NEARLY_FULL ? ": that is nearly full. " : ". ");
    }

    /** The fullest first; each device once, at its shortest mount. */
    private static List<FileStore> disks(List<FileStore> stores) {
        Set<Object> seen = new HashSet<>();
        List<FileStore> disks = new ArrayList<>();
        stores.stream()
                .filter(Disks::isOnADisk)
                .sorted(Comparator.comparingInt(store -> store.mount().length()))
                // parts of one pool (APFS, bind mounts of a container) tell the same sizes under other names
                .filter(store -> seen.add(store.device()) & seen.add(List.of(store.total(), store.usable())))
                .forEach(disks::add);
        disks.sort(Comparator.comparingDouble(Disks::share).reversed().thenComparing(FileStore::mount));
        return disks;
    }

    private static boolean isOnADisk(FileStore store) {
        boolean root = store.mount().equals("/");
        return store.total() > 0
                && !NOT_ON_A_DISK.contains(store.type())
                && !store.device().startsWith("/dev/loop")
                && (root || !store.type().equals("overlay"));
    }

    /** As df counts it: what is kept for the system counts neither as used nor as free. */
    private static double share(FileStore disk) {
        long used = Math.max(0, disk.total() - disk.free());
        long sum = used + disk.usable();
        return sum > 0 ? (double) used / sum : 1;
    }
}
