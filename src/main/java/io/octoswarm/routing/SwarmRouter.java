package io.octoswarm.routing;

import io.octoswarm.routing.ExplicitNames.Mention;
import io.octoswarm.routing.Route.Kind;
import io.octoswarm.routing.Route.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A name in the task wins, then the capability that fits best, then this Octo itself. */
@Component
class SwarmRouter implements CapabilityRouter {
    /** Below it, nobody's capabilities fit: one related word in the request is enough, half a one is not. */
    static final double THRESHOLD = 0.3;

    private final Scoring scoring;

    SwarmRouter(Scoring scoring) {
        this.scoring = scoring;
    }

    @Override
    public Route route(String task, List<Candidate> candidates) {
        Ranking ranking = Ranking.of(candidates, scoring.score(task, candidates));
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

    private static Route byCapability(Ranking ranking) {
        Optional<Ranking.Entry> best = ranking.best().filter(entry -> ranking.topScore() >= THRESHOLD);
        if (best.isPresent()) {
            return new Route(
                    Kind.CAPABILITY, best.get().candidate(), Reasons.fits(best.get(), ranking), ranking.verdicts());
        }
        Optional<Candidate> self = ranking.self();
        return new Route(
                self.isPresent() ? Kind.SELF : Kind.NONE,
                self.orElse(null),
                Reasons.nobodyFits(ranking),
                ranking.verdicts());
    }
}
