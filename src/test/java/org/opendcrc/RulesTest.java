package org.opendcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The written rules ({@code docs/rules}) and the program say the same: every built rule is kept by a line and shown by a test. */
class RulesTest {

    private static final Path RULES = Path.of("docs/rules");
    private static final Path MAIN = Path.of("src/main");
    private static final Path TESTS = Path.of("src/test");

    private static final String CHAPTERS = "NC|AP|RC|FU|CP|PF|PR|VA|RP|K";

    /** A table row that begins with a rule's number, well-formed or not. */
    private static final Pattern NUMBERED = Pattern.compile("^\\|\\s*(?:(?:" + CHAPTERS + ")-?\\d+|A-?\\d+)\\s*\\|.*");

    /** {@code | FU-7 | enforced | built | 0.1 | The rule. | 3 attempts | `follow-up.attempts` |} */
    private static final Pattern ROW = Pattern.compile(
            "^\\| ((?:" + CHAPTERS + ")-\\d+|A\\d+)"
                    + " \\| (enforced|recorded|reminded|human) \\| (built|planned) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    private static final Pattern SETTING = Pattern.compile("–|`[a-z-]+(\\.[a-z-]+)+`(, `[a-z-]+(\\.[a-z-]+)+`)*");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static final Pattern DECLARED =
            Pattern.compile("SettingDefinition\\s*\\.\\s*(?:number|time|flag|text)\\(\\s*\"([^\"]+)\"");

    private static final Pattern LITERAL = Pattern.compile("\"([a-z-]+(?:\\.[a-z-]+)+)\"");

    /** {@code FU_7} and {@code A25} or {@code A_25} in the name of a test. */
    private static final Pattern IN_NAME =
            Pattern.compile("(?<![A-Za-z0-9])(?:(" + CHAPTERS + ")_(\\d+)|A_?(\\d+))(?![A-Za-z0-9])");

    /** {@code FU-7} and {@code A25} in a comment. A letter, digit, dash or dot beside it makes it something else. */
    private static final Pattern IN_COMMENT =
            Pattern.compile("(?<![\\w.-])(?:(" + CHAPTERS + ")-(\\d+)|A(\\d{1,2}))(?![\\w-])");

    private static final Pattern TEST_METHOD = Pattern.compile("\\b(?:void|boolean)\\s+(\\w+)\\s*\\(");

    /** What follows a comment's sign in Java, SQL, JavaScript or a template, and the inner lines of a block of comment. */
    private static final Pattern COMMENT = Pattern.compile("(?:(?<!:)//|--|/\\*|^\\s*\\*)(.*)$", Pattern.MULTILINE);

    @Test
    void each_row_can_be_read_and_each_number_stands_once() {
        assertThat(written().keySet())
                .contains("NC-1", "AP-1", "RC-1", "FU-1", "CP-1", "PF-1", "PR-1", "VA-1", "K-1", "RP-1", "A1");
        assertThat(written().values()).allSatisfy(rule -> {
            assertThat(rule.text()).as("%s says nothing", rule.number()).isNotBlank();
            assertThat(rule.setting()).as("setting of %s", rule.number()).matches(SETTING);
        });
    }

    @Test
    void each_chapter_is_numbered_without_a_gap() {
        var highest = Map.ofEntries(
                Map.entry("NC-", 14),
                Map.entry("AP-", 28),
                Map.entry("RC-", 15),
                Map.entry("FU-", 29),
                Map.entry("CP-", 35),
                Map.entry("PF-", 8),
                Map.entry("PR-", 2),
                Map.entry("VA-", 5),
                Map.entry("K-", 4),
                Map.entry("RP-", 23),
                Map.entry("A", 36));
        var missing = new TreeSet<String>();
        highest.forEach((chapter, last) -> {
            for (int i = 1; i <= last; i++) {
                if (!written().containsKey(chapter + i)) {
                    missing.add(chapter + i);
                }
            }
        });
        assertThat(missing)
                .as("rules of the handbook that no page of docs/rules holds")
                .isEmpty();
    }

    @Test
    void each_built_rule_is_shown_by_a_test() {
        var shown =
                numbers(TESTS, RulesTest::isTest, RulesTest::numbersInTestNames).keySet();
        assertThat(numbersOf(rule -> rule.built() && !rule.mark().equals("human") && !shown.contains(rule.number())))
                .as("rules that docs/rules calls built, but that no test's name carries (FU_7_…, A25_…)")
                .isEmpty();
    }

    @Test
    void each_built_rule_is_named_at_the_line_that_keeps_it() {
        var kept =
                numbers(MAIN, RulesTest::isSource, RulesTest::numbersInComments).keySet();
        assertThat(numbersOf(rule -> rule.built() && !kept.contains(rule.number())))
                .as("rules that docs/rules calls built, but that no comment in src/main names (// FU-7)")
                .isEmpty();
    }

    @Test
    void each_number_in_the_code_has_a_row() {
        var used = numbers(MAIN, RulesTest::isSource, RulesTest::numbersInComments);
        used.putAll(numbers(TESTS, RulesTest::isSource, RulesTest::numbersInComments));
        used.putAll(numbers(TESTS, RulesTest::isTest, RulesTest::numbersInTestNames));
        used.keySet().removeAll(written().keySet());
        assertThat(used)
                .as("rule numbers that no page of docs/rules knows, and a file that uses each")
                .isEmpty();
    }

    @Test
    void each_setting_in_the_code_stands_in_a_row() {
        var declared = numbers(MAIN, file -> named(file, ".java"), RulesTest::settingsIn);
        written().values().forEach(rule -> declared.keySet().removeAll(rule.settings()));
        assertThat(declared)
                .as("settings of the program that no row of docs/rules names, and the file that declares each")
                .isEmpty();
    }

    @Test
    void each_setting_of_a_built_rule_is_in_the_code() {
        var literals = numbers(MAIN, file -> named(file, ".java"), RulesTest::literalsIn)
                .keySet();
        var missing = new TreeSet<String>();
        written().values().stream()
                .filter(Rule::built)
                .forEach(rule -> rule.settings().stream()
                        .filter(key -> !literals.contains(key))
                        .forEach(key -> missing.add(rule.number() + " " + key)));
        assertThat(missing)
                .as("settings that docs/rules offers for a built rule, but that no line of the program names")
                .isEmpty();
    }

    @Test
    void the_reader_sees_numbers_in_names_and_comments_and_nothing_else() {
        assertThat(numbersInTestNames("@Test void FU_7_and_A25_hold_A_4_too() { call(); }"))
                .containsExactlyInAnyOrder("FU-7", "A25", "A4");
        assertThat(numbersInTestNames("void FU_7b_nor_a_page_of_A4paper() { CP_1(); }"))
                .isEmpty();
        assertThat(numbersInComments("call(); // FU-7, A25\n * CP-1: two hours"))
                .containsExactlyInAnyOrder("FU-7", "A25", "CP-1");
        assertThat(numbersInComments("var x = \"FU-7\"; see(\"https://FU-7\"); // kh-03-01, RC-15-x, 浙A7K3F9"))
                .isEmpty();
        assertThat(numbersInComments("and t.round = 1 -- FU-11")).containsExactly("FU-11");
    }

    /** One row of a page. */
    private record Rule(String number, String mark, boolean built, String text, String setting) {

        /** The keys by which a store changes it. */
        List<String> settings() {
            return QUOTED.matcher(setting).results().map(key -> key.group(1)).toList();
        }
    }

    private static Map<String, Rule> written() {
        var rules = new LinkedHashMap<String, Rule>();
        for (Path page : files(RULES, file -> named(file, ".md"))) {
            text(page).lines().filter(line -> NUMBERED.matcher(line).matches()).forEach(line -> {
                var row = ROW.matcher(line);
                assertThat(row.matches())
                        .as("%s: a row that cannot be read: %s", page, line)
                        .isTrue();
                var rule =
                        new Rule(row.group(1), row.group(2), row.group(3).equals("built"), row.group(5), row.group(7));
                assertThat(rules.put(rule.number(), rule))
                        .as("%s: %s stands twice", page, rule.number())
                        .isNull();
            });
        }
        return rules;
    }

    private static Set<String> numbersOf(Predicate<Rule> choice) {
        return written().values().stream()
                .filter(choice)
                .map(Rule::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every number that the reader finds below a folder, with a file that has it. */
    private static Map<String, Path> numbers(
            Path folder, Predicate<Path> choice, Function<String, List<String>> reader) {
        var found = new LinkedHashMap<String, Path>();
        files(folder, choice).forEach(file -> reader.apply(text(file)).forEach(number -> found.put(number, file)));
        return found;
    }

    private static List<String> numbersInTestNames(String source) {
        return TEST_METHOD
                .matcher(source)
                .results()
                .flatMap(method -> numbersIn(IN_NAME, method.group(1)))
                .toList();
    }

    private static List<String> numbersInComments(String source) {
        return COMMENT.matcher(source)
                .results()
                .flatMap(comment -> numbersIn(IN_COMMENT, comment.group(1)))
                .toList();
    }

    private static List<String> settingsIn(String source) {
        return DECLARED.matcher(source).results().map(key -> key.group(1)).toList();
    }

    private static List<String> literalsIn(String source) {
        return LITERAL.matcher(source).results().map(key -> key.group(1)).toList();
    }

    private static Stream<String> numbersIn(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(RulesTest::number);
    }

    private static String number(MatchResult match) {
        return match.group(1) == null ? "A" + match.group(3) : match.group(1) + "-" + match.group(2);
    }

    private static boolean isSource(Path file) {
        return Stream.of(".java", ".sql", ".jte", ".js").anyMatch(end -> named(file, end));
    }

    /** This class talks about numbers in its examples, which must not pass for tests. */
    private static boolean isTest(Path file) {
        return named(file, ".java") && !file.endsWith("RulesTest.java");
    }

    private static boolean named(Path file, String end) {
        return file.toString().endsWith(end);
    }

    private static List<Path> files(Path folder, Predicate<Path> choice) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(choice).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
