package org.jejak.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by its name whether a parameter of an address holds a person's name, birth date or address, or what opens a door: a
 * password, a token, a session. {@code first_name}, {@code firstName} and {@code FIRST-NAME} are one name.
 */
final class PersonalNames {
    private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Set<String> PERSON = Set.of(
            "email",
            "mail",
            "phone",
            "tel",
            "telephone",
            "mobile",
            "msisdn",
            "name",
            "firstname",
            "lastname",
            "fname",
            "lname",
            "surname",
            "fullname",
            "givenname",
            "familyname",
            "middlename",
            "username",
            "dob",
            "birthdate",
            "birthday",
            "dateofbirth",
            "ip",
            "ipaddress");
    private static final Set<String> CREDENTIALS = Set.of("pass", "passwd", "code", "pin", "login");

    /** Words that say so wherever they stand in a name. */
    private static final Pattern CREDENTIAL_WORD = Pattern.compile(
            "tokens?|secret|password|passwd|passphrase|pwd|o?auth|authorization|bearer|session|j?sess(ion)?id|phpsessid|sid|sig"
                    + "|signature|jwt|otp|csrf|xsrf|credentials?");

    /** Names in one word that end so. */
    private static final Pattern CREDENTIAL_END =
            Pattern.compile(".*(token|secret|password|sess(ion)?id|apikey|accesskey|signature|phone|email)");

    private static final Pattern DOOR = Pattern.compile(
            "auth|authorization|access|verif(y|ication)|reset|confirm(ation)?|login|sms|security|device|activation|mfa");

    private static final Remembered<Boolean> KNOWN = new Remembered<>(PersonalNames::find);

    private PersonalNames() {}

    /** Whether the value of a parameter of this name is nobody else's business. */
    static boolean isPersonal(String name) {
        return KNOWN.of(name);
    }

    private static boolean find(String name) {
        List<String> words = Arrays.stream(WORD_ENDS.split(name))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        String all = String.join("", words);
        return PERSON.contains(all)
                || CREDENTIALS.contains(all)
                || CREDENTIAL_END.matcher(all).matches()
                || words.stream().anyMatch(word -> CREDENTIAL_WORD.matcher(word).matches())
                || words.contains("key") && !ThingNames.isNumber(name)
                || words.contains("code")
                        && words.stream().anyMatch(word -> DOOR.matcher(word).matches());
    }
}
