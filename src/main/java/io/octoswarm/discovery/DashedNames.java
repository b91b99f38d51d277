package io.octoswarm.discovery;

import java.net.InetAddress;
import javax.jmdns.impl.NameRegister;

/** What a name becomes that another one has already: {@code atlas-2}, as JmDNS's {@code atlas (2)} is no Octo's name. */
final class DashedNames extends NameRegister.BaseRegister {
    @Override
    public void register(InetAddress networkInterface, String name, NameType type) {
        // the names that are taken stand in the cache of what was heard
    }

    @Override
    public boolean checkName(InetAddress networkInterface, String name, NameType type) {
        return false;
    }

    @Override
    public String incrementName(InetAddress networkInterface, String name, NameType type) {
        return type == NameType.HOST ? incrementNameWithDash(name) : next(name);
    }

    static String next(String name) {
        int dash = name.lastIndexOf('-');
        String number = name.substring(dash + 1);
        boolean counted = dash > 0 && number.matches("[1-9][0-9]{0,3}");
        return counted ? name.substring(0, dash + 1) + (Integer.parseInt(number) + 1) : name + "-2";
    }
}
