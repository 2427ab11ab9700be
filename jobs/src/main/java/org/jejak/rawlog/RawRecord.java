package org.jejak.rawlog;

/**
 * One raw record, cut out of its file and taken apart into text fields.
 *
 * @param line line number from 1, of the first line if it spans several
 * @param offset where it starts in the unpacked file
 * @param byteLength how long it is
 * @param bytes its bytes; the beginning only if it is too long
 * @param values its fields, or why there are none
 */
record RawRecord(long line, long offset, long byteLength, byte[] bytes, WantedFields.Values values) {}
