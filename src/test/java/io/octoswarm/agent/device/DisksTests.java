package io.octoswarm.agent.device;

import static io.octoswarm.agent.device.FixedMachine.GB;
import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Machine.FileStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisksTests {
    private final FixedMachine machine = new FixedMachine();
    private final Disks disks = new Disks(machine);

    @Test
    void saysTheFullestFirstAndWarnsOverNinetyPercent() {
        machine.fileStores = List.of(
                store("/", "/dev/sda1", "ext4", 200, 150),
                store("/data", "/dev/sdb1", "xfs", 1000, 50),
                store("/old", "/dev/sdc1", "ext4", 100, 10));

        assertThat(disks.answer("is the disk full?"))
                .isEqualTo("Disk /data is 95 % full, 50.0 GB of 1.0 TB free: that is nearly full."
                        + " Disk /old is 90 % full, 10.0 GB of 100 GB free."
                        + " Disk / is 25 % full, 150 GB of 200 GB free.");
    }

    @Test
    void leavesOutWhatIsNoDisk() {
        machine.fileStores = List.of(
                store("/", "/dev/sda1", "ext4", 200, 150),
                store("/dev/shm", "tmpfs", "tmpfs", 8, 8),
                store("/snap/core/1", "/dev/loop0", "squashfs", 1, 0),
                store("/mnt/image", "/dev/loop7", "ext4", 4, 0),
                store("/media/cd", "/dev/sr0", "iso9660", 3, 0),
                store("/var/lib/docker/overlay2/x/merged", "overlay", "overlay", 201, 150),
                store("/empty", "none", "odd", 0, 0));

        assertThat(disks.answer("disks")).isEqualTo("Disk / is 25 % full, 150 GB of 200 GB free.");
    }

    @Test
    void countsADeviceOnceUnderItsShortestMount() {
        machine.fileStores = List.of(
                store("/etc/hosts", "/dev/vda1", "ext4", 200, 150),
                store("/var/bind", "/dev/vda2", "ext4", 100, 40),
                store("/", "overlay", "overlay", 200, 150),
                store("/srv", "/dev/vda2", "ext4", 100, 40));

        assertThat(disks.answer("disks"))
                .isEqualTo("Disk /srv is 60 % full, 40.0 GB of 100 GB free."
                        + " Disk / is 25 % full, 150 GB of 200 GB free.");
    }

    @Test
    void doesNotCountWhatIsKeptForTheSystemAsUsed() {
        machine.fileStores = List.of(new FileStore("/", "/dev/sda1", "ext4", 100 * GB, 25 * GB, 25 * GB));
        assertThat(disks.answer("disks")).contains(" 75 % full");

        machine.fileStores = List.of(new FileStore("/", "/dev/sda1", "ext4", 100 * GB, 50 * GB, 0));
        assertThat(disks.answer("disks")).contains(" 100 % full, 0 bytes of 100 GB free: that is nearly full.");
    }

    @Test
    void boundsALongList() {
        machine.fileStores = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> store("/mnt/" + i, "/dev/disk" + i, "ext4", 100 + i, 50))
                .toList();

        assertThat(disks.answer("disks")).hasSizeLessThan(400).endsWith("The other 26 are less full.");
    }

    @Test
    void stripsWhatAMountPointMayHide() {
        machine.fileStores = List.of(store("/mnt/a\u001B[31m\nb\u202Ec", "/dev/sda1", "ext4", 200, 150));

        assertThat(disks.answer("disks")).startsWith("Disk /mnt/a b c is 25 % full");
    }

    @Test
    void saysWhenThereIsNoDisk() {
        assertThat(disks.answer("disks")).isEqualTo("I see no disk here.");
    }

    private static FileStore store(String mount, String device, String type, long total, long usable) {
        return new FileStore(mount, device, type, total * GB, usable * GB, usable * GB);
    }
}
