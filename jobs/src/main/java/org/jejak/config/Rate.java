package org.jejak.config;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;

/**
 * One exchange rate.
 *
 * @param currency ISO 4217 code
 * @param validFrom first day it is valid; it ends where the next begins
 * @param rateToBase one unit in the base currency; positive
 */
public record Rate(String currency, Date validFrom, BigDecimal rateToBase) implements Serializable {}
