package org.opendcrc.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;

/** The bundles of all modules on the class path. */
class MessageBundlesSpec {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    private final Messages messages = TestPages.MESSAGES;

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(messages.texts(Messages.ENGLISH).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        messages.texts(Messages.CHINESE).keySet());
    }

    @Test
    void both_languages_use_arguments_that_the_other_has_too() {
        messages.texts(Messages.CHINESE)
                .forEach((key, chinese) -> assertThat(
                                placeholders(messages.texts(Messages.ENGLISH).getOrDefault(key, "")))
                        .as(key)
                        .isEqualTo(placeholders(chinese)));
    }

    @Test
    void every_text_can_be_formatted_and_none_is_empty() {
        for (var language : messages.languages()) {
            messages.texts(language.equals(Messages.PSEUDO) ? Messages.ENGLISH : language)
                    .forEach((key, text) -> {
                        assertThat(text).as(key).isNotBlank();
                        assertThat(new MessageFormat(text.replace("'", "''"), language))
                                .as(key)
                                .isNotNull();
                    });
        }
    }

    @Test
    void an_apostrophe_is_written_once() {
        messages.texts(Messages.ENGLISH)
                .forEach((key, text) -> assertThat(text).as(key).doesNotContain("''"));
    }

    @Test
    void chinese_texts_do_not_shout() {
        messages.texts(Messages.CHINESE)
                .forEach((key, text) -> assertThat(text).as(key).doesNotContain("！", "操作成功", "非法参数"));
    }

    @Test
    void every_role_has_its_word() {
        for (var role : Role.values()) {
            assertThat(messages.texts(Messages.CHINESE)).containsEntry("role." + role.name(), role.word());
        }
    }

    @Test
    void an_unknown_key_is_an_error_where_it_can_still_be_repaired() {
        assertThatThrownBy(() -> messages.in(Messages.CHINESE).t("no.such.key")).hasMessageContaining("no.such.key");
    }

    @Test
    void an_unknown_key_stands_between_brackets_in_production() {
        assertThat(Messages.onClassPath(false, false).in(Messages.ENGLISH).t("no.such.key"))
                .isEqualTo("[no.such.key]");
    }

    @Test
    void the_pseudo_language_brackets_every_text_and_is_off_by_default() {
        assertThat(messages.in(Messages.PSEUDO).t("site.signOut")).isEqualTo("⟦Sign out⟧");
        assertThat(Messages.onClassPath(true, false).in(Messages.PSEUDO).t("site.signOut"))
                .isEqualTo("Sign out");
    }

    @Test
    void a_sentence_may_contain_a_sentence() {
        var inner = Sentence.of("site.minutes", 38);
        assertThat(messages.in(Messages.CHINESE).t(Sentence.of("site.plain", inner)))
                .isEqualTo("38 分");
    }

    @Test
    void english_counts_in_words_of_number() {
        var english = messages.in(Messages.ENGLISH);
        assertThat(english.t("site.login.wrongTriesLeft", 1, 15)).contains("One try left");
        assertThat(english.t("site.login.wrongTriesLeft", 3, 15)).contains("3 tries left");
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }
}
