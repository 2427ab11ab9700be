package org.jejak.channel;

import java.io.Serializable;

/**
 * What is known about how a visitor arrived. Everything may be null.
 *
 * @param campaignSource utm_source
 * @param campaignMedium utm_medium
 * @param campaignName utm_campaign
 * @param campaignId utm_id
 * @param clickIdType the name of the click id's parameter in the landing URL, such as {@code gclid}; never its value
 * @param referrerUrl the referring URL, or its host alone
 */
public record Touch(
        String campaignSource,
        String campaignMedium,
        String campaignName,
        String campaignId,
        String clickIdType,
        String referrerUrl)
        implements Serializable {
    /** Says nothing: a direct visit. */
    public static final Touch SILENT = new Touch(null, null, null, null, null, null);
}
