package io.octoswarm.routing;

import io.octoswarm.instance.PlainText;
import io.octoswarm.routing.ExplicitNames.Mention;
import io.octoswarm.routing.ExplicitNames.Place;
import java.util.List;

/**
 * Which of the named Octos a task is for.
 *
 * @param octo the one, able to take work or not
 * @param reason one sentence for people
 */
record Addressee(Candidate octo, String reason) {
    /** Of at least one mention, the surest first. */
    static Addressee of(List<Mention> mentions) {
        Mention chosen = chosen(mentions);
        List<String> others = mentions.stream()
                .filter(mention -> mention != chosen)
                .limit(3)
                .map(mention -> Reasons.name(mention.octo()))
                .toList();
        return new Addressee(chosen.octo(), reason(chosen, others));
    }

    private static Mention chosen(List<Mention> mentions) {
        Mention surest = mentions.get(0);
        if (surest.octo().self() && surest.place() == Place.ADDRESSED) {
            // "atlas, ask sentinel for its uptime", read by atlas: the first name is only the salutation.
            surest = mentions.stream()
                    .filter(mention -> mention.place() == Place.ASKED || mention.place() == Place.LOCATED)
                    .findFirst()
                    .orElse(surest);
        }
        Place place = surest.place();
        return mentions.stream()
                .filter(mention -> mention.place() == place && mention.octo().available())
                .findFirst()
                .orElse(surest);
    }

    private static String reason(Mention chosen, List<String> others) {
        String name = Reasons.name(chosen.octo());
        String verb = chosen.place() == Place.NAMED ? "names " : "is addressed to ";
        String also = others.isEmpty() ? "" : " (it also names " + PlainText.listed(others) + ")";
        String unavailable = chosen.octo().unavailable();
        return unavailable == null
                ? "The task " + verb + name + also + "."
                : "The task " + verb + name + also + ", but " + name + " cannot take it now: "
                        + PlainText.clause(unavailable, 200) + ".";
    }
}
