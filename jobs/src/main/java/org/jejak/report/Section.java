package org.jejak.report;

import java.util.List;

/**
 * One part of the appendix.
 *
 * @param id anchor
 * @param title what it is about
 * @param finding the one sentence to take away; empty if there is nothing to say
 * @param detail sentences that belong to it; empty for none
 * @param blocks figures, tables and messages
 * @param notes how the numbers were made, a sentence each
 */
public record Section(String id, String title, String finding, String detail, List<Block> blocks, List<String> notes) {

    /** Whether there is anything but messages: notes are for figures and tables. */
    public boolean hasNumbers() {
        return blocks.stream().anyMatch(b -> !(b instanceof Block.Message));
    }
}
