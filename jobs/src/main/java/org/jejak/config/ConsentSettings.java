package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What customers agree to, for one purpose. The latest grant or withdrawal decides, at the same moment the withdrawal.
 *
 * @param name the purpose, unique
 * @param optIn whether it has to be granted; else it only must not be withdrawn
 * @param lapsesAfter a grant counts no more after so many whole days in which the customer did nothing; null for never
 * @param grants interactions that grant it, each of these filters alone
 * @param withdrawals interactions that withdraw it, each of these filters alone
 */
public record ConsentSettings(
        String name,
        boolean optIn,
        Duration lapsesAfter,
        List<InteractionFilter> grants,
        List<InteractionFilter> withdrawals)
        implements Serializable {
    /** The purpose of that name, if there is one: who withdrew it has no score and no tag. */
    public static final String PROFILING = "profiling";

    static ConsentSettings read(String name, SettingsSection s) {
        AudienceNames.check(s, name);
        boolean optIn = s.choice("opt", "in", "out").equals("in");
        if (!optIn && s.has("lapses-after"))
            s.problem("lapses-after", "is for opt = in: what was not granted cannot lapse");
        List<InteractionFilter> grants = filters(s, "grants");
        List<InteractionFilter> withdrawals = filters(s, "withdrawals");
        if (optIn && grants.isEmpty()) s.problem("grants", "opt = in needs at least one way to grant it");
        if (withdrawals.isEmpty()) s.problem("withdrawals", "there must be a way to withdraw it");
        return s.done(new ConsentSettings(
                name,
                optIn,
                s.has("lapses-after") ? AudienceNames.days(s, "lapses-after") : null,
                grants,
                withdrawals));
    }

    private static List<InteractionFilter> filters(SettingsSection s, String key) {
        return s.optionalList(key).stream().map(ConsentSettings::filter).toList();
    }

    private static InteractionFilter filter(SettingsSection s) {
        InteractionFilter filter = InteractionFilter.readWithProperties(s);
        if (filter.isEmpty()) s.problem("types, kinds, events, paths or properties must say what counts");
        return s.done(filter);
    }
}
