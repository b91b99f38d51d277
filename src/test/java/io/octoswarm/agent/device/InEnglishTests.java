package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InEnglishTests {
    private final List<Skill> skills = AllSkills.onAFixedMachine();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Depuis combien de temps tourne le serveur ?    | uptime
            Depuis quand le serveur est-il allumé ?        | uptime
            Combien d'espace disque reste-t-il ?           | disks
            Le disque est-il plein ?                       | disks
            Est-ce que le disque est plein ?               | disks
            Combien de mémoire est libre ?                 | memory
            Quelle est l'utilisation de la mémoire ?       | memory
            Combien de RAM reste-t-il ?                    | memory
            Quelle est la charge du serveur ?              | load
            Quelle est la température du processeur ?      | load
            Quels processus utilisent le plus de mémoire ? | memory, processes
            Quelle est ton adresse IP ?                    | network
            Y a-t-il des erreurs dans les journaux ?       | logs
            Y a-t-il des erreurs dans les logs ?           | logs
            Quels services ont échoué ?                    | services
            nginx fonctionne-t-il ?                        | services
            Quelle heure est-il ?                          | date and time
            Quel jour sommes-nous ?                        | date and time
            ¿Cuánta memoria libre hay?                     | memory
            cuanta ram tienes                              | memory
            ¿Cuánto espacio queda en el disco?             | disks
            ¿Está lleno el disco?                          | disks
            ¿Qué hora es?                                  | date and time
            ¿Qué día es hoy?                               | date and time
            ¿Cuánto tiempo lleva encendido el servidor?    | uptime
            ¿Desde cuándo está en marcha?                  | uptime
            ¿Cuándo fue el último reinicio?                | uptime
            ¿Cuál es la temperatura de la CPU?             | load
            ¿Cuál es la carga del sistema?                 | load
            ¿Qué procesos usan más memoria?                | memory, processes
            ¿Cuál es tu dirección IP?                      | network
            ¿Hay errores en los registros?                 | logs
            ¿Hay errores en los logs de la última hora?    | logs
            ¿Qué servicios han fallado?                    | services
            ¿Está funcionando nginx?                       | services
            Quanto spazio libero c'è sul disco?            | disks
            Il disco è pieno?                              | disks
            Quanta memoria è libera?                       | memory
            Da quanto tempo è acceso il server?            | uptime
            Quando è stato riavviato il server?            | uptime
            Che ore sono?                                  | date and time
            Che giorno è oggi?                             | date and time
            Qual è la temperatura del processore?          | load
            Quali processi usano più memoria?              | memory, processes
            Qual è il tuo indirizzo IP?                    | network
            Ci sono errori nei log?                        | logs
            Quali servizi sono attivi?                     | services
            Quanta memória livre há?                       | memory
            Quanto espaço livre há no disco?               | disks
            O disco está cheio?                            | disks
            Que horas são?                                 | date and time
            Que dia é hoje?                                | date and time
            Há quanto tempo está ligado o servidor?        | uptime
            Qual é a temperatura do processador?           | load
            Quais processos usam mais memória?             | memory, processes
            Qual é o seu endereço IP?                      | network
            Há erros nos logs?                             | logs
            Quais serviços falharam?                       | services
            Hoeveel schijfruimte is er vrij?               | disks
            Is de schijf vol?                              | disks
            Hoeveel geheugen is er nog vrij?               | memory
            Hoe laat is het?                               | date and time
            Welke dag is het vandaag?                      | date and time
            Hoe lang draait de server al?                  | uptime
            Wanneer is de server voor het laatst herstart? | uptime
            Hoe warm is de processor?                      | load
            Hoe druk is de server?                         | load
            Welke processen gebruiken het meeste geheugen? | memory, processes
            Wat is je IP-adres?                            | network
            Zijn er fouten in de logs?                     | logs
            Welke diensten draaien er?                     | services
            Draait nginx?                                  | services
            Le serveur est-il en ligne ?                   | uptime
            Quand le serveur a-t-il été redémarré ?        | uptime
            Quand a eu lieu le dernier redémarrage ?       | uptime
            Combien de place reste-t-il sur le disque ?    | disks
            Combien de mémoire utilise le serveur ?        | memory
            Quelle est l'adresse IP du serveur ?           | network
            Quelle est la date aujourd'hui ?               | date and time
            Il y a des erreurs dans les logs ?             | logs
            Peux-tu me dire quelle heure il est ?          | date and time
            Le processeur est-il chaud ?                   | load
            Les disques sont-ils pleins ?                  | disks
            Bonjour, combien de mémoire as-tu ?            | memory
            ¿Cuánto tiempo llevas encendido?               | uptime
            ¿Cuánto espacio libre queda en el servidor?    | disks
            ¿Cuánta memoria está usando el servidor?       | memory
            ¿Cuánta memoria RAM queda libre?               | memory
            ¿Está caliente el procesador?                  | load
            ¿Está muy cargada la CPU?                      | load
            ¿Qué procesos consumen más CPU?                | load, processes
            ¿Cuál es la IP del servidor?                   | network
            ¿Ha habido errores hoy?                        | logs
            ¿Hay algún error en los logs?                  | logs
            ¿Qué fecha es hoy?                             | date and time
            Hola, ¿qué hora es?                            | date and time
            Quanto è pieno il disco?                       | disks
            Quanto spazio è rimasto?                       | disks
            Quanta RAM hai?                                | memory
            Quanta memoria sta usando il server?           | memory
            Il server è acceso?                            | uptime
            Da quanto tempo sei acceso?                    | uptime
            La CPU è calda?                                | load
            Ci sono errori nei registri?                   | logs
            Che ora è?                                     | date and time
            Che data è oggi?                               | date and time
            Quanto espaço resta no disco?                  | disks
            Quanta memória está a ser usada?               | memory
            Quanta RAM você tem?                           | memory
            Há quanto tempo o servidor está no ar?         | uptime
            Quando foi o último reinício?                  | uptime
            O processador está quente?                     | load
            Há algum erro nos logs?                        | logs
            Que data é hoje?                               | date and time
            Hoe vol is de schijf?                          | disks
            Hoeveel ruimte is er nog op de schijf?         | disks
            Hoeveel RAM heb je?                            | memory
            Hoeveel geheugen gebruikt de server?           | memory
            Hoe lang sta je al aan?                        | uptime
            Wanneer ben je voor het laatst herstart?       | uptime
            Is de CPU heet?                                | load
            Wat is de belasting van de server?             | load
            Zijn er fouten in het logboek?                 | logs
            Welke programma's draaien er?                  | processes
            Wat is de datum van vandaag?                   | date and time
            Hoe laat is het nu?                            | date and time
            """)
    void understandsWhatPeopleAskTheirServer(String question, String names) {
        assertThat(covering(question)).containsExactly(names.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Quel temps fait-il ?",
                "Combien de temps reste-t-il ?",
                "Combien de mémoire a mon téléphone ?",
                "Combien de RAM a l'iPhone 15 ?",
                "Combien de place reste-t-il dans le train ?",
                "Depuis combien de temps tourne ce film ?",
                "Quelle heure est-il à Tokyo ?",
                "Quelle est la température à Paris ?",
                "Comment marche la mémoire ?",
                "Qu'est-ce que la mémoire ?",
                "¿Cuánta memoria tiene mi móvil?",
                "¿Cuánta RAM tiene el iPhone 15?",
                "¿Cuánto espacio hay en la luna?",
                "¿Cuánto tiempo falta?",
                "¿Qué tiempo hace hoy?",
                "¿Qué temperatura hace en Madrid?",
                "¿Qué hora es en Tokio?",
                "¿Qué es la memoria?",
                "¿Cómo funciona la memoria?",
                "¿A qué hora es la cena?",
                "¿Cuánto cuesta un disco duro?",
                "Borra los registros",
                "Quanta memoria ha il mio telefono?",
                "Quanto spazio c'è sulla luna?",
                "Che tempo fa oggi?",
                "Che ore sono a Tokyo?",
                "Quanto costa un disco?",
                "Quanta memória tem o meu telemóvel?",
                "Quanta RAM tem o iPhone?",
                "Que horas são em Tóquio?",
                "Como está o tempo hoje?",
                "Quantos processos há no tribunal?",
                "Hoeveel geheugen heeft mijn telefoon?",
                "Hoeveel RAM heeft een iPhone?",
                "Hoeveel ruimte is er op de maan?",
                "Hoe laat is het in Tokio?",
                "Hoe warm is het in Rome?",
                "Hoe laat vertrekt de trein?",
                "Draait de wasmachine?",
                "Wat is geheugen?",
                "Herstart de server",
                "Redémarre le serveur",
                "Démarre nginx",
                "Allume la machine",
                "Libère de l'espace disque",
                "Combien de temps dure le film ?",
                "Combien de disques a vendu Johnny ?",
                "Depuis combien de temps es-tu marié ?",
                "Quelle est la charge de la batterie de mon téléphone ?",
                "Reinicia el servidor",
                "¿Cuántos discos ha vendido Shakira?",
                "¿Cuánta carga aguanta el puente?",
                "¿Cuánto tiempo tarda el tren?",
                "¿Cuál es la temperatura del sol?",
                "Riavvia il server",
                "Quanta memoria serve per Windows?",
                "Quanti processi ha avuto Berlusconi?",
                "Da quanto tempo sei sposato?",
                "Reinicia o servidor",
                "Quanto espaço há na lua?",
                "Qual é a temperatura em Lisboa?",
                "Hoeveel ruimte heb ik nodig?",
                "Hoe lang duurt de film?",
                "Wat is de temperatuur van de zon?",
                "Hoe druk is het op de weg?"
            })
    void understandsNothingAboutSomethingElse(String question) {
        assertThat(covering(question)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ¿Está funcionando nginx?                         | status of nginx
            sentinel, nginx fonctionne-t-il ?                | status of nginx
            Y a-t-il des erreurs dans la dernière heure ?    | logs last hour
            ¿Cuánta memoria y cuánto espacio hay?            | memory disk
            Qui es-tu ?                                      | who are you
            ¿Quién está en el enjambre?                      | the swarm
            Chi sei?                                         | who are you
            Ciao                                             | hello
            QUE HORAS SÃO?                                   | time now
            """)
    void namesTheSubjects(String question, String english) {
        assertThat(InEnglish.of(question)).isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(strings = {"is the disk full?", "data", "charge", "log in", "docker", "Läuft nginx?", "?", ""})
    void leavesOtherLanguagesAsTheyAre(String question) {
        assertThat(InEnglish.of(question)).isEqualTo(question);
    }

    @Test
    void isQuickWithLongTexts() {
        long start = System.nanoTime();
        for (String part : List.of("que hora ", "la ", "a", "nginx ", "ç ")) {
            assertThat(InEnglish.of(part.repeat(100_000))).isNotNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private String[] covering(String question) {
        String english = InEnglish.of(question);
        return skills.stream()
                .filter(skill -> skill.covers(english))
                .map(Skill::name)
                .toArray(String[]::new);
    }
}
