package io.callbridge.collect;

import java.time.Duration;

/**
 * How one provider account's CDRs are collected.
 *
 * @param provider system name
 * @param account the account's name
 * @param every the period
 * @param firstFrom where the first collection begins; null for the moment of the first start
 * @param overlap how far before the end of the last collection the next one begins, because rows
 *     show up late and are listed by their start
 * @param lateness after which a call that ended is surely in the records
 * @param postAfterCdr whether the account's calls wait for their records
 */
public record CollectPlan(
    String provider,
    String account,
    Duration every,
    CollectStart firstFrom,
    Duration overlap,
    Duration lateness,
    boolean postAfterCdr) {}
