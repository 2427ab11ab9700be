package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Set;
import org.jejak.table.OrderItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of orders in the spellings of shops and trackers. One unit of the order's currency is worth 2 of the base currency. */
class ItemReaderTest {
    private static final BigDecimal RATE = BigDecimal.valueOf(2);
    private static final ItemReader READER =
            new ItemReader(new Placeholders(Set.of("not set", "null")), new PiiRedactor("62"));

    private static ItemReader.Items read(String json) {
        return READER.list(json.replace('\'', '"'), RATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Segment
                "[{'product_id':'P1','sku':'S','name':'Beans','category':'coffee','price':12.5,'quantity':2}]",
                // Google Analytics 4, with other members and lists around
                "[{'item_id':'P1','item_name':'Beans','item_category':'coffee','price':'12.5','quantity':'2','item_params':[]}]",
                // a shop's order lines: its own id of the line is no product
                "[{'id':987,'product_id':'P1','title':'Beans','product_type':'coffee','price':'12.50','quantity':2}]",
                // Snowplow's entities of an event
                "{'schema':'iglu:x/contexts/jsonschema/1-0-0','data':[{'schema':'iglu:x/web_page/jsonschema/1-0-0','data':{'id':'w'}},{'schema':'iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0','data':{'id':'P1','name':'Beans','category':'coffee','price':12.5,'quantity':2}}]}",
                // a list as some languages write it
                "{'0':{'sku':'P1','name':'Beans','category':'coffee','qty':2,'unit_price':12.5}}",
                // a single object
                "{'sku':'P1','name':'Beans','category':'coffee','qty':2,'unit_price':12.5}"
            })
    void everySpellingIsTheSameItem(String json) {
        ItemReader.Items items = read(json);
        assertEquals(0, items.bad());
        assertEquals(
                "[{\"product_id\":\"P1\",\"product_name\":\"Beans\",\"product_category\":\"coffee\",\"quantity\":2,\"price\":12.5,\"amount\":50}]",
                OrderItem.list(items.items()));
    }

    @Test
    void withoutQuantityOneIsMeantAndWithoutIdTheNameStandsForTheProduct() {
        OrderItem item = read("[{'name':'Beans','price':3}]").items().get(0);
        assertEquals("Beans", item.productId());
        assertEquals(0, BigDecimal.ONE.compareTo(item.quantity()));
        assertEquals(0, BigDecimal.valueOf(6).compareTo(item.amount()));
    }

    @Test
    void withoutPriceOrRateTheAmountIsUnknownAndGoodsByWeightAreFractions() {
        OrderItem item = read("[{'id':'P1','quantity':0.25}]").items().get(0);
        assertNull(item.price());
        assertNull(item.amount());
        assertEquals("0.250", item.quantity().toPlainString());
        assertNull(READER.list("[{\"id\":\"P1\",\"price\":3}]", null)
                .items()
                .get(0)
                .amount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'price':3}",
                "{'id':'(not set)','price':3}",
                "{'id':'P2','price':'free'}",
                "{'id':'P2','price':-3}",
                "{'id':'P2','quantity':0}",
                "{'id':'P2','quantity':-1}",
                "{'id':'P2','quantity':'two'}",
                "'P2'",
                "null"
            })
    void badItemIsLeftOutAndCounted(String bad) {
        ItemReader.Items items = read("[{'id':'P1','price':0}," + bad + "]");
        assertEquals(1, items.bad());
        assertEquals(1, items.items().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "null", "{'schema':'contexts','data':[{'schema':'web_page','data':{'id':'w'}}]}"})
    void nothingIsSaidOfItems(String json) {
        assertNull(read(json));
    }

    @Test
    void textThatIsNoJsonIsOneBadItem() {
        ItemReader.Items items = read("[{'id':'P1',");
        assertEquals(0, items.items().size());
        assertEquals(1, items.bad());
    }

    @Test
    void addressesAreRemovedAndNumbersOfThingsStay() {
        assertEquals(
                "0812345678901",
                read("[{'sku':'0812345678901'}]").items().get(0).productId());
        assertEquals(
                "Gift for [removed]",
                read("[{'sku':'G1','name':'Gift for ann@mail.example'}]")
                        .items()
                        .get(0)
                        .name());
    }
}
