package org.jejak.attribution;

/**
 * Credit to the milestones of a path: its first touch, the touch at which the customer became a lead, the one at which a
 * deal or cart was opened, and the last one before the conversion; the rest evenly to the touches without milestone. A
 * touch with several milestones gets the credit of each; the credit of milestones (and of other touches) that do not occur
 * goes to the rest in proportion.
 *
 * @param first share of the first touch
 * @param lead share of the touch of the lead
 * @param opportunity share of the touch of the deal or cart
 * @param close share of the last touch; all four together at most 1
 */
record WShaped(double first, double lead, double opportunity, double close) implements RuleModel {
    @Override
    public String name() {
        return "w_shaped";
    }

    @Override
    public double[] rawWeights(Path path) {
        int length = path.length();
        double[] weights = new double[length];
        weights[0] += first;
        weights[length - 1] += close;
        int atLead = firstWith(path, Path.LEAD);
        int atOpportunity = firstWith(path, Path.OPPORTUNITY);
        if (atLead >= 0) weights[atLead] += lead;
        if (atOpportunity >= 0) weights[atOpportunity] += opportunity;
        int others = 0;
        for (int i = 0; i < length; i++) if (isOther(i, length, atLead, atOpportunity)) others++;
        double rest = Math.max(0, 1 - first - lead - opportunity - close);
        for (int i = 0; i < length; i++) if (isOther(i, length, atLead, atOpportunity)) weights[i] += rest / others;
        double sum = 0;
        for (double weight : weights) sum += weight;
        if (sum > 0) return weights;
        java.util.Arrays.fill(weights, 1);
        return weights;
    }

    private static boolean isOther(int touch, int length, int atLead, int atOpportunity) {
        return touch != 0 && touch != length - 1 && touch != atLead && touch != atOpportunity;
    }

    private static int firstWith(Path path, int milestone) {
        for (int i = 0; i < path.length(); i++) if (path.hasMilestone(i, milestone)) return i;
        return -1;
    }
}
