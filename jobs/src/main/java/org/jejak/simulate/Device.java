package org.jejak.simulate;

/**
 * A browser or a phone with the app.
 *
 * @param cookie the anonymous id of the shop's tracker on it
 * @param hardware the app's device id, null for a browser
 * @param brandCookie the other tracker's id on the brand site
 */
record Device(Identifier cookie, Identifier hardware, Identifier brandCookie, UserAgents.Agent agent, String ip) {
    boolean isApp() {
        return hardware != null;
    }
}
