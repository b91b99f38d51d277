package io.octoswarm.agent.device;

import io.octoswarm.agent.program.Programs;
import java.util.List;

/** Every skill of the device, in order. */
public final class AllSkills {
    private AllSkills() {}

    /** On a machine with fixed readings where no program is installed. */
    public static List<Skill> onAFixedMachine() {
        return of(new FixedMachine(), new FakePrograms(), FixedMachine.clock());
    }

    static List<Skill> of(Machine machine, Programs programs, WallClock clock) {
        return List.of(
                new Uptime(machine, clock),
                new CpuLoad(machine),
                new Memory(machine),
                new Disks(machine),
                new TopProcesses(machine),
                new Network(machine),
                new Services(machine, new Systemd(programs, machine, clock), new Launchd(programs)),
                new RecentLogs(
                        machine,
                        new Journal(programs),
                        new UnifiedLog(programs),
                        new SyslogFile(clock, List.of()),
                        clock),
                new DateAndTime(clock));
    }
}
