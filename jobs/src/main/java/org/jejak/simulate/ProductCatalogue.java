package org.jejak.simulate;

import java.util.*;

/** What the company sells and writes about. Lumbung, the company, sells coffee and what one needs to make it. */
final class ProductCatalogue {
    static final String SHOP = "https://www.lumbung.example";
    static final String BRAND = "https://kopi.lumbung.example";
    static final String GUIDE = "https://guide.lumbung.example";

    /** @param usd list price in US dollars; what an order pays for it is near that */
    record Product(String id, String name, String category, double usd) {
        String path() {
            return "/" + category + "/" + name.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    static final List<Product> PRODUCTS = List.of(
            new Product("P-101", "Gayo Single Origin", "beans", 11.5),
            new Product("P-102", "Toraja Dark Roast", "beans", 9.8),
            new Product("P-103", "Kintamani Honey", "beans", 13.5),
            new Product("P-104", "House Espresso Blend", "beans", 10.9),
            new Product("P-105", "Decaf Java", "beans", 12.4),
            new Product("P-201", "Hand Grinder Mini", "grinders", 49),
            new Product("P-202", "Flat Burr Grinder", "grinders", 129),
            new Product("P-203", "Conical Grinder Pro", "grinders", 79),
            new Product("P-301", "Espresso Machine Uno", "machines", 159),
            new Product("P-302", "Espresso Machine Duo", "machines", 249),
            new Product("P-303", "Moka Pot Classic", "machines", 32),
            new Product("P-401", "Pour Over Kit", "brewing", 38),
            new Product("P-402", "French Press", "brewing", 27),
            new Product("P-403", "Gooseneck Kettle", "brewing", 55),
            new Product("P-404", "Digital Scale", "brewing", 22),
            new Product("P-501", "Paper Filters 100", "supplies", 4.2),
            new Product("P-502", "Descaler", "supplies", 6.5),
            new Product("P-503", "Ceramic Cup", "supplies", 8.9));

    static final List<String> GUIDES = List.of(
            "/brewing/pour-over-in-five-steps",
            "/brewing/french-press-ratio",
            "/beans/gayo-or-toraja",
            "/beans/how-to-store-coffee",
            "/grinders/flat-or-conical",
            "/machines/descaling",
            "/machines/first-espresso",
            "/blog/harvest-2025",
            "/blog/meet-the-farmers");

    static final List<String> HELP = List.of(
            "/help/delivery", "/help/returns", "/help/payment", "/help/warranty", "/help/account", "/help/contact");

    static final List<String> BRAND_PAGES = List.of("/", "/story", "/farmers", "/gift", "/subscription");

    static final List<String> STORES =
            List.of("Jakarta Kemang", "Bandung Dago", "Surabaya Tunjungan", "Yogyakarta Malioboro");

    static final List<String> SEARCH_HOSTS = List.of(
            "https://www.google.com/",
            "https://www.google.co.id/",
            "https://www.google.com/",
            "https://www.bing.com/",
            "https://duckduckgo.com/",
            "https://search.yahoo.com/",
            "https://www.ecosia.org/");

    static final List<String> SOCIAL_HOSTS = List.of(
            "https://www.facebook.com/",
            "https://l.facebook.com/",
            "https://www.instagram.com/",
            "https://t.co/",
            "https://www.youtube.com/",
            "https://www.tiktok.com/",
            "https://www.reddit.com/",
            "https://www.linkedin.com/");

    static final List<String> MAIL_HOSTS =
            List.of("https://mail.google.com/", "https://outlook.live.com/", "https://mail.yahoo.com/");

    static final List<String> REFERRING_PAGES = List.of(
            "https://coffeenotes.example/reviews/best-grinders",
            "https://kopitalk.example/thread/812",
            "https://chatgpt.com/",
            "https://www.perplexity.ai/",
            "https://dapurbunda.example/resep/cold-brew",
            "https://gemini.google.com/",
            "https://shoppingdeals.example/coffee",
            "https://claude.ai/");

    static final List<String> DISPLAY_SITES =
            List.of("news.example", "resep.example", "weather.example", "bola.example", "kuliner.example");

    static final List<String> TOPICS =
            List.of("delivery", "defect", "payment", "return", "account", "product question");

    static final List<String> FIRST_NAMES = List.of(
            "dewi", "budi", "siti", "agus", "rina", "joko", "putri", "andi", "lena", "jonas", "mia", "finn", "emma",
            "lukas", "sanne", "daan", "olivia", "harry", "amelia", "george", "ava", "liam", "noah", "grace", "ethan",
            "maya", "indra", "wayan", "made", "ketut");

    static final List<String> LAST_NAMES = List.of(
            "santoso",
            "wijaya",
            "lestari",
            "pratama",
            "hidayat",
            "siregar",
            "nasution",
            "mueller",
            "schmidt",
            "weber",
            "fischer",
            "devries",
            "jansen",
            "bakker",
            "smith",
            "jones",
            "taylor",
            "brown",
            "wilson",
            "johnson",
            "miller",
            "davis",
            "garcia",
            "kusuma",
            "gunawan");

    static final List<String> MAIL_DOMAINS = List.of("pos.example", "surel.example", "mail.example", "kantor.example");

    static final List<String> GOOD_COMMENTS = List.of(
            "Fast and friendly, thank you.",
            "Great coffee, will order again",
            "Answered everything I asked.",
            "Kopi enak, pengiriman cepat!",
            "Super Qualität, gerne wieder");

    static final List<String> BAD_COMMENTS = List.of(
            "I waited far too long for an answer",
            "Still not solved, \"we will get back to you\" is all I hear",
            "Checkout did not work, twice.",
            "Mesin rusak, belum ada solusi",
            "Nobody reads what I write, do they?",
            "Too many steps; too little help");

    private ProductCatalogue() {}
}
