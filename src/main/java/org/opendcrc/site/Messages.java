package org.opendcrc.site;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Everything that people read, in every language: the bundles {@code messages/<module>_zh_CN.properties} and
 * {@code …_en.properties} of all modules, in UTF-8, one flat space of keys. Placeholders are those of {@link MessageFormat}
 * ({@code {0}}, {@code {0,choice,…}}), except that an apostrophe is always just an apostrophe.
 */
public final class Messages {

    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    public static final Locale ENGLISH = Locale.ENGLISH;

    /** English between brackets, made by itself: a text without brackets on a page in this language was never translated. */
    public static final Locale PSEUDO = Locale.of("qps");

    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    private final Map<Locale, Map<String, String>> texts;
    private final Map<Locale, Map<String, MessageFormat>> formats =
            Map.of(CHINESE, new ConcurrentHashMap<>(), ENGLISH, new ConcurrentHashMap<>());
    private final boolean strict;
    private final boolean pseudo;

    private Messages(Map<Locale, Map<String, String>> texts, boolean strict, boolean pseudo) {
        this.texts = texts;
        this.strict = strict;
        this.pseudo = pseudo;
    }

    /**
     * Reads all bundles on the class path.
     *
     * @param strict whether an unknown key throws; else it is logged and shown between brackets
     * @param pseudo whether the pseudo language may be chosen
     * @throws IllegalStateException if a key stands in two bundles of one language, or a bundle's language is unknown
     */
    public static Messages onClassPath(boolean strict, boolean pseudo) {
        var texts = Map.<Locale, Map<String, String>>of(CHINESE, new TreeMap<>(), ENGLISH, new TreeMap<>());
        for (var bundle : bundles()) {
            var name = Objects.requireNonNull(bundle.getFilename());
            var all = Objects.requireNonNull(texts.get(languageOf(name)));
            read(bundle).forEach((key, text) -> {
                if (all.putIfAbsent((String) key, (String) text) != null) {
                    throw new IllegalStateException("%s: the key %s stands in another bundle too".formatted(name, key));
                }
            });
        }
        return new Messages(texts, strict, pseudo);
    }

    /** The texts in the language nearest to that locale: Chinese for everything but English. */
    public Msg in(Locale locale) {
        return new Msg(this, supported(locale));
    }

    /** The language in which a person with that locale is served; Chinese if we do not speak his. */
    public Locale supported(Locale locale) {
        return switch (locale.getLanguage()) {
            case "en" -> ENGLISH;
            case "qps" -> pseudo ? PSEUDO : ENGLISH;
            default -> CHINESE;
        };
    }

    /** The languages a person can choose, in the order in which they are offered. */
    public List<Locale> languages() {
        return pseudo ? List.of(CHINESE, ENGLISH, PSEUDO) : List.of(CHINESE, ENGLISH);
    }

    String text(Locale locale, String key, Object[] arguments) {
        var source = locale.equals(PSEUDO) ? ENGLISH : locale;
        var pattern = texts(source).get(key);
        if (pattern == null) {
            return unknown(key, source);
        }
        // A format is not safe for use by several threads, its copy is.
        var format = (MessageFormat) Objects.requireNonNull(formats.get(source))
                .computeIfAbsent(key, _ -> new MessageFormat(pattern.replace("'", "''"), source))
                .clone();
        var text = format.format(arguments);
        return locale.equals(PSEUDO) ? "⟦" + text + "⟧" : text;
    }

    boolean knows(String key) {
        return texts(CHINESE).containsKey(key);
    }

    Map<String, String> texts(Locale locale) {
        return Objects.requireNonNull(texts.get(locale));
    }

    private String unknown(String key, Locale locale) {
        if (strict) {
            throw new IllegalArgumentException("no message bundle has the key %s in %s".formatted(key, locale));
        }
        log.error("no message bundle has the key {} in {}", key, locale);
        return "[" + key + "]";
    }

    private static List<Resource> bundles() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
            return List.of(found).stream()
                    .sorted(Comparator.comparing(it -> Objects.requireNonNullElse(it.getFilename(), "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locale languageOf(String fileName) {
        if (fileName.endsWith("_zh_CN.properties")) {
            return CHINESE;
        }
        if (fileName.endsWith("_en.properties")) {
            return ENGLISH;
        }
        throw new IllegalStateException(fileName + ": a bundle ends with _zh_CN.properties or _en.properties");
    }

    private static Properties read(Resource bundle) {
        try (var reader = new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
            var properties = new DistinctProperties(bundle.getFilename());
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plain properties let a later line win in silence. */
    private static final class DistinctProperties extends Properties {

        private static final long serialVersionUID = 1;

        private final String name;

        DistinctProperties(@Nullable String name) {
            this.name = String.valueOf(name);
        }

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalStateException("%s: the key %s stands twice".formatted(name, key));
            }
            return super.put(key, value);
        }
    }
}
