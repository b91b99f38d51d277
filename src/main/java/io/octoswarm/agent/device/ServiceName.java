package io.octoswarm.agent.device;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the service that a question names, such as "nginx" in "is nginx running?". */
final class ServiceName {
    private static final String NAME = "(?<name>[A-Za-z0-9][A-Za-z0-9@._-]{0,99})";
    private static final String THE = "(?:(?:the|our|your|my|this|der|die|das|den|des|dem) )?";
    private static final String STILL = "(?:(?:still|currently|actually|really|now|noch|gerade|jetzt) )?";
    private static final String SERVICE = "(?:service|daemon|dienst|dienste?s|unit)";
    private static final String RUNNING =
            "(?:running|active|inactive|started|stopped|dead|enabled|crashed|failed|failing"
                    + "|aktiv|inaktiv|gestartet|gestoppt|abgestürzt)";
    private static final String UP = "(?:" + RUNNING + "|up|down|alive|ok|okay|healthy|working|fine|läuft)";
    private static final String STATE = "(?:state|status|health|zustand)";
    private static final String OF = "(?:of|for|von|vom) ";
    private static final String END =
            "(?= (?:here|now|today|currently|still|ok|okay|fine|properly|correctly|again|on|at|or"
                    + "|please|noch|hier|gerade|jetzt|auf|bitte) | $)";

    /** These are asked about in fewer words, as everybody knows that they are services. */
    static final String WELL_KNOWN = "(?<name>nginx|apache2?|httpd|caddy|traefik|haproxy|sshd?|docker|containerd"
            + "|podman|postgres(?:ql)?|mysqld?|mariadb|redis(?:-server)?|mongod|cron|crond|cups|bluetooth|mosquitto"
            + "|grafana(?:-server)?|prometheus|telegraf|influxdb|elasticsearch|rabbitmq(?:-server)?|kubelet|k3s|samba"
            + "|smbd|nfs-server|vsftpd|postfix|dovecot|named|dnsmasq|unbound|avahi-daemon|pihole-FTL|jellyfin|plex"
            + "|homeassistant|home-assistant|jenkins|gitea|networkmanager|ufw|fail2ban|tailscaled?|wireguard|rsyslog"
            + "|systemd-[a-z]+|chronyd?|ntpd?|tomcat\\d*)";

    private static final List<Pattern> FORMS = compile(
            " systemctl (?:status|show|is-active) " + NAME + " ",
            " (?<name>[A-Za-z0-9][A-Za-z0-9@._-]{0,90}\\.service) ",
            " (?:is|are|ist) " + THE + NAME + "[ -]" + SERVICE + " " + STILL + UP + " ",
            " (?:is|are|ist) " + THE + SERVICE + " " + NAME + " " + STILL + UP + " ",
            " " + STATE + " (?:" + OF + ")?" + THE + NAME + "[ -]" + SERVICE + " ",
            " " + STATE + " (?:" + OF + ")?" + THE + SERVICE + " " + NAME + " ",
            " (?:check|how is|show|wie geht es) " + THE + NAME + "[ -]" + SERVICE + " ",
            " (?:check|show) " + THE + SERVICE + " " + NAME + " ",
            " " + SERVICE + " (?:named|called|namens) " + NAME + " ",
            " " + SERVICE + " " + NAME + " (?:" + STATE + "|" + UP + ") ",
            " " + NAME + "[ -]" + SERVICE + " (?:" + STATE + "|" + UP + ") ",
            " läuft " + STILL + THE + SERVICE + " " + NAME + " ",
            " läuft " + STILL + THE + NAME + "[ -]" + SERVICE + " ",
            " (?:is|ist|are) " + THE + WELL_KNOWN + " " + STILL + UP + " ",
            " (?:did|has|ist) " + THE + WELL_KNOWN + " (?:crash|crashed|fail|failed|stop|stopped|die|died|abgestürzt) ",
            " " + STATE + " (?:" + OF + ")?" + THE + WELL_KNOWN + " ",
            " " + WELL_KNOWN + " " + STATE + " ",
            " (?:check|how is) " + WELL_KNOWN + END,
            " läuft " + THE + WELL_KNOWN + END,
            " (?:is|ist) " + NAME + " " + STILL + "running" + END,
            "(?<!lange) läuft " + NAME + END);

    /** What stands at the place of a name and is none. */
    private static final Set<String> NO_NAMES = Set.copyOf(List.of(
            ("a an the it he she they you i we that this there what which who everything anything something nothing anyone"
                            + " all any is are was no not my your our its one each every of status state service services"
                            + " daemon server machine device host computer box system pi raspberry laptop mac macbook node"
                            + " octo instance pc vm swarm cpu memory ram disk network internet time clock process program"
                            + " load temperature hot low high still up down running customer secret military civil weather"
                            + " es er sie das der die alles was wer nichts ein eine rechner gerät maschine hier noch alle gerade jetzt"
                            + " heute schon emergency church bus train room mail postal taxi")
                    .split(" ")));

    private ServiceName() {}

    static Optional<String> in(String question) {
        String words = words(question);
        return FORMS.stream()
                .map(form -> form.matcher(words))
                .filter(Matcher::find)
                .map(found -> found.group("name"))
                .filter(name -> !NO_NAMES.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<Pattern> compile(String... forms) {
        return Arrays.stream(forms)
                .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    /** Keeps what a name may hold, and marks every other character inside a word so that no name is made of it. */
    private static String words(String question) {
        String start = question.length() > 1_000 ? question.substring(0, 1_000) : question;
        String text =
                Normalizer.normalize(start, Normalizer.Form.NFC).replaceAll("(?i)\\b(what|how|who)['’]s\\b", "$1 is");
        return Arrays.stream(text.split("\\s+"))
                .map(word -> word.replaceAll("^[\"'`(„“”]+|[\"'`)„“”?!,;:.]+$", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" ", " ", " "));
    }
}
