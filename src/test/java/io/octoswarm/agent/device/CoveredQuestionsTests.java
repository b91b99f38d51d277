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
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            how much memory do you have?                       | memory
            how much RAM does this machine have?               | memory
            how much RAM does the server have?                 | memory
            how much RAM do we have left?                      | memory
            is there enough memory left?                       | memory
            is the RAM full?                                   | memory
            what is eating my memory?                          | memory, processes
            how much memory is in use?                         | memory
            how much free memory does it have?                 | memory
            how much memory is available on this device?       | memory
            what's your memory usage?                          | memory
            Hast du noch genug Speicher?                       | memory
            Wie viel RAM hat der Server?                       | memory
            Wie viel RAM hast du?                              | memory
            Wie viel Speicher hat dieser Rechner?              | memory
            Ist der Speicher voll?                             | memory
            how much disk space do I have left?                | disks
            how much disk space is left on the server?         | disks
            how much space is left on the disk?                | disks
            how much free space is there?                      | disks
            is there enough space on the disk?                 | disks
            do you have any free space?                        | disks
            how full is your disk?                             | disks
            are the disks nearly full?                         | disks
            how much storage do you have?                      | disks
            Wie viel Platz ist noch auf der Platte?            | disks
            Wie viel Platz ist auf der Festplatte frei?        | disks
            Ist noch genug Platz auf dem Server?               | disks
            Wie viel Platz haben wir noch?                     | disks
            Ist genug Speicherplatz da?                        | disks
            how long have you been running?                    | uptime
            how long has the system been online?               | uptime
            when did you last reboot?                          | uptime
            when was the server started?                       | uptime
            when did the server start?                         | uptime
            how long has it been up?                           | uptime
            Wann wurdest du gestartet?                         | uptime
            Wann wurde der Server gestartet?                   | uptime
            Wann wurde der Server zuletzt neu gestartet?       | uptime
            Seit wann ist der Server an?                       | uptime
            Wie lange bist du schon an?                        | uptime
            Wie lange läufst du schon?                         | uptime
            Wie lange ist der Server schon online?             | uptime
            what was the time of the last reboot?              | uptime
            how is the load?                                   | load
            how's the load?                                    | load
            is the server under heavy load?                    | load
            is there a high load?                              | load
            what's the load of the server?                     | load
            what's the load on this machine right now?         | load
            is the cpu hot?                                    | load
            how hot are you?                                   | load
            are you running hot?                               | load
            what's your temp?                                  | load
            cpu temp                                           | load
            Wie hoch ist die Last?                             | load
            Wie hoch ist die Auslastung des Servers?           | load
            Wie heiß ist die CPU?                              | load
            Ist der Rechner zu warm?                           | load
            how many processes are running?                    | processes
            what is running on this machine?                   | processes
            which processes are running on the server?         | processes
            which process uses the most CPU?                   | processes
            Was läuft gerade auf dem Server?                   | processes
            what's your network address?                       | network
            what is my IP?                                     | network
            Wie ist deine IP-Adresse?                          | network
            what's the IP of the server?                       | network
            any errors in the logs in the last hour?           | logs
            errors in the log in the last 10 minutes           | logs
            what happened in the logs in the last 24 hours?    | logs
            check the logs from the last hour                  | logs
            show the logs of the last 10 minutes               | logs
            are there errors in the logs since yesterday?      | logs
            is there anything in the logs at 3am?              | logs
            were there errors in the last hour?                | logs
            any warnings in the logs?                          | logs
            any errors on this machine today?                  | logs
            Was steht im Log?                                  | logs
            Was steht in den Logs?                             | logs
            Gab es in der letzten Stunde Fehler im Log?        | logs
            Zeig mir die Logs der letzten Stunde               | logs
            is docker running?                                 | services
            is jellyfin still running?                         | services
            Läuft Docker?                                      | services
            Läuft der nginx noch?                              | services
            Welche Dienste laufen?                             | services
            list failed services                               | services
            what's today's date?                               | date and time
            what day is it today?                              | date and time
            wie viel uhr ist es                                | date and time
            what time is it there?                             | date and time
            which time zone are you in?                        | date and time
            Welches Datum haben wir?                           | date and time
            is there any memory free on this server?           | memory
            are you low on memory?                             | memory
            how much RAM are you using?                        | memory
            do you swap? is any swap used                      | memory
            Wie voll ist der Arbeitsspeicher?                  | memory
            Reicht der Arbeitsspeicher noch?                   | memory
            will the disk be full soon?                        | disks
            how many GB are free on the main disk?             | disks
            how much space is left on this machine?            | disks
            Wie voll sind die Platten?                         | disks
            Wird der Speicherplatz knapp?                      | disks
            have you been rebooted recently?                   | uptime
            did the server reboot last night?                  | uptime
            how long have we been up?                          | uptime
            is the machine still up?                           | uptime
            Wann war der letzte Neustart?                      | uptime
            Seit wann läuft der Server?                        | uptime
            Wie lange ist der Rechner schon an?                | uptime
            is the cpu busy?                                   | load
            why is the load so high?                           | load
            what's the system load?                            | load
            how warm is the processor?                         | load
            Wie warm ist der Server?                           | load
            Ist die CPU überlastet?                            | load
            which apps are running?                            | processes
            what are the top processes on this server?         | processes
            Was frisst so viel Speicher?                       | memory, processes
            Welche Programme laufen gerade?                    | processes
            what's the local ip of this box                    | network
            do you know your IP address?                       | network
            Wie lautet die IP des Servers?                     | network
            Was ist dein Hostname?                             | network
            did anything fail in the logs last night?          | logs
            are there any errors today?                        | logs
            any problems in the journal since the last reboot? | uptime, logs
            show me the last errors                            | logs
            Gab es Fehler auf dem Server?                      | logs
            Sind Fehler im Protokoll?                          | logs
            is ssh up?                                         | services
            are all services ok?                               | services
            Ist der Dienst nginx aktiv?                        | services
            Läuft postgres?                                    | services
            what time is it, please?                           | date and time
            what's the time?                                   | date and time
            what's the date?                                   | date and time
            Wie viel Uhr haben wir?                            | date and time
            can someone tell me the uptime?                    | uptime
            could you check the disks?                         | disks
            hi sentinel, how is the memory?                    | memory
            hey, what's the CPU doing?                         | load
            please check your logs for errors                  | logs
            show me your disks                                 | disks
            what's the state of the disks?                     | disks
            what kind of cpu do you have                       | load
            does the server have enough memory?                | memory
            how do the logs look?                              | logs
            tell me about memory usage on this pi              | memory
            do any of the disks run full?                      | disks
            are any disks full?                                | disks
            which disk is the fullest?                         | disks
            Kannst du mir sagen, wie viel Speicher frei ist?   | memory
            Sag mir bitte die Uhrzeit                          | date and time
            Zeig mir die Prozesse                              | processes
            Zeig mir bitte die Auslastung der CPU              | load
            Wie geht es der Festplatte?                        | disks
            Was macht die CPU?                                 | load
            Wie sieht es mit dem Speicher aus?                 | memory
            Ist alles in Ordnung mit den Platten?              | disks
            Hat der Server noch genug Platz?                   | disks
            Hat die Platte noch Platz?                         | disks
            Wie viel Speicherplatz ist auf der Platte frei?    | disks
            Wie lange ist der Pi schon an?                     | uptime
            """)
    void coversWhatPeopleAskTheirServer(String question, String names) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how much memory does my brother have",
                "how much RAM does the iPhone 15 have?",
                "how much memory does my phone have",
                "how much memory does sentinel have",
                "how much memory does Java use?",
                "how much memory is used by java?",
                "in welcher Zeitzone liegt Denver?",
                "what was the date 45 days ago?",
                "Wie viel Uhr ist es in Tokio?",
                "auf wie viel Uhr ist der Wecker gestellt?",
                "ich habe einen Platten",
                "la partition de Clair de lune",
                "charge the storage from the grid tonight",
                "could you have hot water ready for noodles",
                "do you take orders for hot cross buns yet",
                "how many hours did the temps work",
                "what temperature is right for oolong?",
                "which kettle with a temperature choice is good?",
                "my board gets too hot",
                "how large is the error?",
                "Temperatur und Wind",
                "how much memory do elephants have?",
                "how much RAM has the new MacBook?",
                "Wie viel Speicher hat mein Handy?",
                "Wie viel RAM hat ein iPhone?",
                "Wie viel RAM braucht Windows 11?",
                "which phone has the most RAM?",
                "what is the memory of an elephant",
                "what was the worst memory of your life",
                "my memory is getting worse",
                "free memory of childhood poem",
                "how much does a Dodge Ram cost",
                "how much space is on the moon",
                "Wie viel Platz ist auf dem Mond?",
                "Wie viel Platz ist im Kofferraum?",
                "how much storage do I need for 1000 photos",
                "how much disk space does my laptop have",
                "how much space do 1000 photos take?",
                "is there any life in space?",
                "is there enough space in the car?",
                "is there enough space for five people?",
                "is there free space on the parking lot?",
                "how long can you stay on the space station",
                "what's the best storage for apples",
                "Wie viel Platz braucht ein Klavier?",
                "Ist noch Platz im Zug frei?",
                "how full is the hard drive of my PC",
                "how much storage has the Nintendo Switch?",
                "what is the uptime of my marriage",
                "what's the uptime of GitHub?",
                "how long has Facebook been online?",
                "how long has this show been running?",
                "how long can you stay alive without water?",
                "how long are you on vacation?",
                "when did you start learning the piano?",
                "when do you start work?",
                "Wie lange kochst du Nudeln?",
                "Wie lange bist du schon verheiratet?",
                "Wie lange läuft Netflix schon?",
                "are you up for a game?",
                "are you running late?",
                "my back is under heavy load",
                "the bridge is under heavy load",
                "what is the maximum load?",
                "what load can this beam carry?",
                "what is the load time of my website",
                "how busy is it at the airport?",
                "how busy is the A7 today?",
                "Wie hoch ist die Auslastung der Hotels?",
                "Wie ausgelastet sind die Krankenhäuser?",
                "is the economy overheating?",
                "is it too hot to go out?",
                "what is a good temperature for a fridge?",
                "what's the best temperature for beer?",
                "what's the temperature of the sun?",
                "how hot does a pizza oven get?",
                "temp agency near me",
                "Quel temps fait-il ?",
                "Combien de temps reste-t-il ?",
                "how many processes are in photosynthesis",
                "what process turns milk into cheese?",
                "what is running on TV tonight?",
                "Was läuft heute im Kino?",
                "Was läuft gerade auf Netflix?",
                "Prozesse gegen Politiker",
                "what is the IP address of the router?",
                "where is IP 8.8.8.8 located?",
                "what's my phone's IP?",
                "is the network of my neighbor open?",
                "how do I log in to my bank?",
                "any problem when I log in to the portal?",
                "what's wrong with the way she logs in every day",
                "did I make any errors?",
                "any errors in my translation?",
                "any errors in the logs of the router?",
                "Wer schreibt das Protokoll?",
                "is the train running",
                "is the church service running today",
                "is my dishwasher running?",
                "is Vesuvius active?",
                "is Elvis dead?",
                "are the bus services running today?",
                "Läuft der Fernseher?",
                "Läuft der Zug nach Berlin?",
                "Läuft die Waschmaschine noch?",
                "Welcher Tag ist morgen?",
                "what day was yesterday?",
                "what day is it tomorrow?",
                "Um wie viel Uhr fängt der Film an?",
                "what time zone is Chicago in?",
                "what time is it on Mars?",
                "what's the date today in Japan?",
                "do you have time today?",
                "I have a date today",
                "is it a good time now?",
                "when is Easter",
                "how much memory should a new computer have?",
                "how much memory can a human brain store?",
                "how much RAM is enough for gaming?",
                "is 8 GB of RAM enough for Photoshop?",
                "should I buy more RAM?",
                "what's the price of RAM?",
                "does Peter have a good memory?",
                "do you have a memory of our last trip?",
                "Hast du Erinnerungen an Berlin?",
                "Wie viel Speicher hat die neue Playstation?",
                "Wie viel Arbeitsspeicher braucht Chrome?",
                "is there space on the bus?",
                "how much free space does Anna have in the garage?",
                "how much space is left in my suitcase?",
                "where can I rent a storage unit?",
                "what's the best disk for a NAS?",
                "how big is the hard drive of the PS5?",
                "Wie viel Platz ist noch im Kühlschrank?",
                "Hat Peter noch Platz im Auto?",
                "how long has the Pope been in Rome?",
                "how long has Netflix been up?",
                "how long is the bridge online?",
                "when did Windows 95 start?",
                "when was the last reboot of Spiderman?",
                "Wie lange bist du am Strand?",
                "Wie lange läuft die Ausstellung noch?",
                "Wann wurde die Firma gestartet?",
                "are you online on Tinder?",
                "how busy is the restaurant tonight?",
                "how hot is the oven?",
                "how hot is the coffee at the bar?",
                "what's the temperature of my pool?",
                "is my car overheating?",
                "Wie warm ist der Pool?",
                "Wie hoch ist die Last auf der Brücke?",
                "Wie heiß wird es morgen?",
                "do I have a temperature?",
                "what CPU does the new MacBook have?",
                "which cpu is the best",
                "which programs are running in the theatre?",
                "how many processes does Chrome run on my PC?",
                "Was läuft im Fernsehen?",
                "what is the IP of GitHub?",
                "whose ip is 1.1.1.1",
                "what network is Friends on?",
                "is the network down at the office?",
                "what happened in the news in the last 24 hours?",
                "were there errors in the election?",
                "any errors in the bill from the plumber?",
                "Gibt es Fehler in meinem Aufsatz?",
                "what errors did the pilot make?",
                "is Peter running the marathon?",
                "is the dishwasher still running?",
                "is the shop up?",
                "Läuft das Spiel noch?",
                "is the emergency service active in Berlin?",
                "what's the status of my order?",
                "what time does the shop close?",
                "what time is dinner?",
                "what day is Christmas?",
                "what's the date of the meeting?",
                "Wann ist heute Sonnenuntergang?",
                "Wie spät fährt der Zug?",
                "Welcher Tag ist der 3. Oktober?",
                "how much time do we have?"
            })
    void leavesWhatIsAboutSomethingElse(String question) {
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
