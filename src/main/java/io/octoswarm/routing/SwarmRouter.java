package io.octoswarm.routing;

import io.octoswarm.routing.ExplicitNames.Mention;
import io.octoswarm.routing.Route.Kind;
import io.octoswarm.routing.Route.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A name in the task wins, then the capability that fits best, then this Octo itself. */
final class SwarmRouter implements CapabilityRouter {
    /** A bot's name in a chat, which says whom people talk to and not what about. */
    private static final Pattern BOT = Pattern.compile("(?<!\\w)@\\w{1,60}bot\\b", Pattern.CASE_INSENSITIVE);

    private final Scoring scoring;
    private final RoutingSettings settings;

    SwarmRouter(Scoring scoring, RoutingSettings settings) {
        this.scoring = scoring;
        this.settings = settings;
    }

    @Override
    public Route route(String task, List<Candidate> candidates) {
        String words = BOT.matcher(task).replaceAll(" ");
        Ranking ranking = Ranking.of(candidates, scoring.score(words, candidates), settings);
        List<Mention> mentions = ExplicitNames.in(task, candidates);
        return mentions.isEmpty() ? byCapability(ranking) : byName(Addressee.of(mentions), ranking);
    }

    private static Route byName(Addressee addressee, Ranking ranking) {
        Candidate to = addressee.octo();
        Verdict own = ranking.verdict(to);
        List<Verdict> verdicts = Stream.concat(
                        Stream.of(new Verdict(to, own.score(), "named in the task; " + own.why())),
                        ranking.verdicts().stream().filter(verdict -> verdict != own))
                .toList();
        return new Route(to.available() ? Kind.NAMED : Kind.NAMED_BUT_DOWN, to, addressee.reason(), verdicts);
    }

    private Route byCapability(Ranking ranking) {
        Optional<Ranking.Entry> best = ranking.best().filter(entry -> ranking.topScore() >= settings.threshold());
        if (best.isPresent()) {
            Candidate to = best.get().candidate();
            return new Route(
                    Kind.CAPABILITY,
                    to,
                    Reasons.fits(best.get(), ranking),
                    ranking.verdicts(),
                    List.of(),
                    missed(best.get().score(), ranking));
        }
        List<Candidate> maybe =
                ranking.maybe().stream().map(Ranking.Entry::candidate).toList();
        Optional<Candidate> generalist = ranking.generalist();
        if (generalist.isPresent()) {
            Candidate to = generalist.get();
            return new Route(
                    Kind.GENERALIST,
                    to,
                    Reasons.generalist(to, ranking),
                    ranking.verdicts(),
                    maybe,
                    missed(0, ranking));
        }
        Optional<Candidate> self = ranking.self();
        return new Route(
                self.isPresent() ? Kind.SELF : Kind.NONE,
                self.orElse(null),
                Reasons.nobodyFits(ranking),
                ranking.verdicts(),
                maybe,
                missed(0, ranking));
    }

    private static @Nullable Candidate missed(double score, Ranking ranking) {
        return ranking.missed(score).map(Ranking.Entry::candidate).orElse(null);
    }
}
