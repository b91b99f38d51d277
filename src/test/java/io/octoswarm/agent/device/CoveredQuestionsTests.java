package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoveredQuestionsTests {
    private final List<Skill> skills = AllSkills.of(new FixedMachine(), new FakePrograms(), FixedMachine.clock());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            What's the server uptime?                       | uptime
            uptime                                          | uptime
            @sentinel, how long are you up?                 | uptime
            how long has this machine been running?         | uptime
            How long have you been online                   | uptime
            when was the last reboot?                       | uptime
            When did the server last restart?               | uptime
            since when is the pi running                    | uptime
            is the server up?                               | uptime
            How's the server doing?                         | uptime, load
            why is the server so slow?                      | load, processes
            what's the date and the uptime?                 | uptime, date and time
            Läuft der Server noch?                          | uptime
            list processes by memory                        | memory, processes
            did nginx crash?                                | services
            how many cpus do you have                       | load
            Wie voll ist die Platte?                        | disks
            Zeig mir die letzten Fehler                     | logs
            tell me about your network                      | network
            what time is it in UTC                          | date and time
            can you tell me the uptime please               | uptime
            Wie lange läuft der Rechner schon?              | uptime
            Seit wann läufst du? Betriebszeit bitte         | uptime
            check server uptime and recent logs             | uptime, logs
            sentinel, check the logs                        | logs
            are there errors in the logs?                   | logs
            anything wrong in the journal?                  | logs
            any errors?                                     | logs
            any recent errors on this server?               | logs
            show me the system log                          | logs
            what does the syslog say                        | logs
            Gibt es Fehler im Log?                          | logs
            Steht etwas im Protokoll?                       | logs
            summarize the logs                              | logs
            What is the load?                               | load
            load average                                    | load
            how busy is the cpu                             | load
            How busy are you right now?                     | load
            cpu usage                                       | load
            what's the temperature of the CPU?              | load
            temperature                                     | load
            how hot is the Pi?                              | load
            is the server overheating?                      | load
            Wie warm ist der Prozessor?                     | load
            Wie ist die Auslastung?                         | load
            Temperatur                                      | load
            how much RAM is free                            | memory
            memory                                          | memory
            how much memory do you have left?               | memory
            how does the memory look?                       | memory
            is any swap used                                | memory
            Wie viel Arbeitsspeicher ist frei?              | memory
            Speicher                                        | memory
            is the disk full?                               | disks
            how much free space is there                    | disks
            storage                                         | disks
            are we running out of space?                    | disks
            How full are the disks of the server            | disks
            which filesystems are nearly full               | disks
            Ist die Festplatte voll?                        | disks
            Wie viel Speicherplatz habe ich?                | disks
            what's eating the CPU                           | load, processes
            which program uses the most memory?             | memory, processes
            top processes                                   | processes
            which process is the biggest                    | processes
            what is running here?                           | processes
            Welche Prozesse laufen?                         | processes
            what's your ip address                          | network
            ip                                              | network
            IP-Adresse?                                     | network
            network addresses                               | network
            what's the hostname?                            | network
            is the network up                               | network
            Netzwerk                                        | network
            MAC address of this machine                     | network
            is nginx running?                               | services
            Is NGINX up?                                    | services
            state of the nginx service                      | services
            service ssh status                              | services
            is the docker daemon up?                        | services
            what's the status of the postgresql service     | services
            is home-assistant.service ok                    | services
            nginx status                                    | services
            is my-app@1 still running on this server?       | services
            which services have failed?                     | services
            list the services                               | services
            läuft nginx noch?                               | services
            ist der Docker-Dienst aktiv?                    | services
            Läuft der Dienst ssh?                           | services
            what time is it                                 | date and time
            What time is it now?                            | date and time
            what's the date today                           | date and time
            date today                                      | date and time
            which day is it today, and what's the date?     | date and time
            What day is it?                                 | date and time
            Uhrzeit                                         | date and time
            Wie spät ist es?                                | date and time
            Welches Datum haben wir heute?                  | date and time
            How are uptime, memory and disks?               | uptime, memory, disks
            is nginx running, and are there errors in the logs? | services, logs
            """)
    void coversWhatADeviceCanTell(String question, String names) {
        assertThat(covering(question)).containsExactly(names.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write a login page",
                "please write a page about memory and disks",
                "could you draft a letter on the logs of the ship",
                "what is the capital of France",
                "remember to buy milk",
                "remember the date",
                "upload the report",
                "download the logs",
                "date a girl",
                "log in to the portal",
                "how do I log in to the site?",
                "log me out",
                "process this invoice",
                "process the order",
                "what's the weather",
                "what is the temperature in Berlin?",
                "temperature outside",
                "how hot is the sun?",
                "at which temperature does water boil",
                "load the file",
                "write some code for uploading",
                "restart nginx",
                "please restart the server",
                "can you stop the docker service",
                "free up disk space",
                "clean the disk",
                "what is an IP address?",
                "what is a process",
                "explain how swap memory works",
                "how does virtual memory work?",
                "how to swap two variables in Java",
                "how much memory does an int need in Java?",
                "in memory of my grandfather",
                "muscle memory",
                "what's the release date of the film",
                "what is the date of the French revolution",
                "what time is it in Tokyo?",
                "when is the best time to plant trees",
                "what is the time complexity of quicksort",
                "how long has the Queen been on the throne",
                "how long is the Nile",
                "neural network",
                "is this social network worth it",
                "which business processes can be automated",
                "who is the customer service manager",
                "what does the status of the project look like?",
                "is it running late?",
                "is everything running?",
                "is there a God",
                "is $(reboot) running?",
                "is -h running?",
                "is ../etc/passwd running?",
                "state of the union",
                "is he up?",
                "errors in my essay",
                "a recipe for yule logs",
                "Schreibe eine Seite über Speicher",
                "bitte speichern",
                "Protokoll der Sitzung",
                "wie warm ist es draußen",
                "Wie ist das Wetter?",
                "when did World War 2 start",
                "last start of the season",
                "find a good storage company in Berlin",
                "What's the IP of google.com?",
                "how hot is it in Rome?",
                "Wie heiß ist es heute in Rom?",
                "Wie lange läuft der Film?",
                "Was kostet ein Speicher?",
                "is my daughter running a fever",
                "what's the service level agreement",
                "review the code for errors",
                "hello",
                "?",
                "",
                "   "
            })
    void leavesTheRestToOthers(String question) {
        assertThat(covering(question)).isEmpty();
    }

    @Test
    void isQuickWithQuestionsMadeToBeSlow() {
        long start = System.nanoTime();
        for (String part : List.of("how long ", "a", "is ", "service ", "errors … ", "please ", "\u00e4\u0308 ")) {
            assertThat(covering(part.repeat(100_000))).isNotNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void hasAUniqueNameAndALineForEachSkill() {
        assertThat(skills).extracting(Skill::name).doesNotHaveDuplicates().hasSize(9);
        assertThat(skills)
                .allSatisfy(
                        skill -> assertThat(skill.description()).isNotBlank().doesNotContain("\n"));
    }

    private String[] covering(String question) {
        String[] asked = {question, question.toLowerCase(Locale.ROOT)};
        List<List<String>> both = Arrays.stream(asked)
                .map(text -> skills.stream()
                        .filter(skill -> skill.covers(text))
                        .map(Skill::name)
                        .toList())
                .toList();
        assertThat(both.get(0)).as("whatever the case").isEqualTo(both.get(1));
        return both.get(0).toArray(String[]::new);
    }
}
