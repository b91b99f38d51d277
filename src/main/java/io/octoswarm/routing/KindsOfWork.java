package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What agents of any kind could do: some thousands of kinds of work, in fields (banking, cooking ...), with the names
 * that people give them. A task is found among the kinds by its nearness to requests for them, a tag by its nearness to
 * their names; so a task meets a tag that it shares no word and little meaning with. Immutable.
 */
final class KindsOfWork {
    /** How sharply a task is taken for the kinds that it is nearest to. */
    private static final double TASK_SHARPNESS = 20;

    /** The same for a tag and names. */
    private static final double TAG_SHARPNESS = 16;

    private final Columns requests;
    private final Columns names;
    private final List<Name> named;
    private final int[] fieldOf;
    private final int fields;
    private final Map<String, List<Name>> byName = new HashMap<>();

    /**
     * One kind, one field or a wider tag ("home"), and what it is called.
     *
     * @param kind the kind's number, -1: it is none
     * @param fields the numbers of the fields: a kind's, or all that the name is for
     */
    record Name(List<String> names, int kind, int[] fields) {
        boolean isField() {
            return kind < 0 && fields.length == 1;
        }
    }

    /**
     * @param requests where the requests for each kind point, of length 1, in the order of their numbers
     * @param named each kind and each field once, and wider tags
     * @param meanings where the names of each of these point, of length 1
     */
    KindsOfWork(float[][] requests, List<Name> named, float[][] meanings) {
        this.requests = new Columns(requests);
        this.names = new Columns(meanings);
        this.named = List.copyOf(named);
        this.fieldOf = new int[requests.length];
        for (Name name : named) {
            if (name.kind() >= 0) {
                fieldOf[name.kind()] = name.fields()[0];
            }
            name.names()
                    .forEach(each -> byName.computeIfAbsent(key(each), added -> new ArrayList<>())
                            .add(name));
        }
        this.fields = (int) named.stream().filter(Name::isField).count();
    }

    /** Which kinds of work a task is probably about. */
    Subject subject(float[] task) {
        return Subject.of(requests.cosines(task), TASK_SHARPNESS, fieldOf, fields);
    }

    /** What an agent with this tag can be expected to do. A tag that is a name means just that. */
    Reach reach(String tag, float[] meaning) {
        float[] nearness = names.cosines(meaning);
        Reach.Sum sum = new Reach.Sum(fieldOf.length, fields);
        for (int i = 0; i < nearness.length; i++) {
            if (named.get(i).isField()) {
                sum.kinship(named.get(i).fields()[0], nearness[i]);
            }
        }
        List<Name> same = byName.get(key(tag));
        if (same != null) {
            same.forEach(sum::whole);
        } else {
            Columns.share(nearness, TAG_SHARPNESS);
            for (int i = 0; i < nearness.length; i++) {
                sum.add(named.get(i), nearness[i]);
            }
        }
        return sum.reach();
    }

    /** "Shopping-List" and "shopping list" are one name. */
    private static String key(String name) {
        return String.join(" ", Words.of(name.replace('-', ' ').replace('_', ' ')));
    }
}
