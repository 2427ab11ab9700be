package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.*;

/** What is in an order: products whose list prices come near its total, at prices that add up to it. */
final class OrderGoods {
    private static final int CHOICES = 20;

    /** Some pieces of a product, at a price each. */
    private record Line(ProductCatalogue.Product product, int quantity, Money price) {}

    private final List<Line> lines = new ArrayList<>();
    private final int count;

    private OrderGoods(List<ProductCatalogue.Product> pieces, Money total) {
        count = pieces.size();
        Money left = total;
        double list = listPrice(pieces);
        for (int i = 0; i < count; i++) {
            ProductCatalogue.Product piece = pieces.get(i);
            Money price = i == count - 1 ? left : left.share(piece.usd() / list);
            left = left.minus(price);
            list -= piece.usd();
            add(piece, price);
        }
    }

    /**
     * Draws products for an order.
     *
     * @param pieces how many, at least 1
     * @param usd what they cost together, in US dollars
     * @param total the same in the buyer's currency; their prices add up to it
     */
    static OrderGoods of(int pieces, double usd, Money total, RandomSource chance) {
        List<ProductCatalogue.Product> best = null;
        for (int i = 0; i < CHOICES; i++) {
            List<ProductCatalogue.Product> choice = new ArrayList<>();
            for (int j = 0; j < pieces; j++) choice.add(chance.oneOf(ProductCatalogue.PRODUCTS));
            if (best == null || distance(choice, usd) < distance(best, usd)) best = choice;
        }
        best.sort(Comparator.comparing(ProductCatalogue.Product::id));
        return new OrderGoods(best, total);
    }

    private static double distance(List<ProductCatalogue.Product> pieces, double usd) {
        return Math.abs(StrictMath.log(listPrice(pieces) / usd));
    }

    private static double listPrice(List<ProductCatalogue.Product> pieces) {
        return pieces.stream().mapToDouble(ProductCatalogue.Product::usd).sum();
    }

    /** Another piece: of the line before, if that has the same product at the same price. */
    private void add(ProductCatalogue.Product product, Money price) {
        int end = lines.size() - 1;
        Line before = end < 0 ? null : lines.get(end);
        if (before != null && before.product.equals(product) && before.price.equals(price))
            lines.set(end, new Line(product, before.quantity + 1, price));
        else lines.add(new Line(product, 1, price));
    }

    /** Pieces in all. */
    int count() {
        return count;
    }

    ProductCatalogue.Product first() {
        return lines.get(0).product;
    }

    /** The lines as the order system has them: it knows products by number. */
    void write(ArrayNode list) {
        for (Line line : lines)
            list.addObject()
                    .put("product_id", line.product.id())
                    .put("quantity", line.quantity)
                    .put("price", line.price.amount());
    }

    /** The lines as trackers send them, with names. */
    void writeDescribed(ArrayNode list) {
        for (Line line : lines)
            list.addObject()
                    .put("product_id", line.product.id())
                    .put("name", line.product.name())
                    .put("category", line.product.category())
                    .put("price", line.price.amount())
                    .put("quantity", line.quantity);
    }

    /** The lines as a till prints them into one column. */
    String asText() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Line line : lines)
            list.addObject()
                    .put("sku", line.product.id())
                    .put("qty", line.quantity)
                    .put("price", line.price.amount());
        return list.toString();
    }
}
