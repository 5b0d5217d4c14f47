package org.opendcrc.followups;

import java.util.Map;
import java.util.Optional;

/** What a buyer said of his file: for each item whether it is right. What is not here was not asked. */
public record FileCheck(Map<FileItem, Said> said) {

    public static final FileCheck NOT_ASKED = new FileCheck(Map.of());

    /** What he said of one item. */
    public enum Answer {
        YES,
        NO,
        NOT_ASKED
    }

    /**
     * An answer about an item.
     *
     * @param right what is right instead, in his words; only where the file is wrong
     */
    public record Said(Answer answer, Optional<String> right) {

        static final Said NOTHING = new Said(Answer.NOT_ASKED, Optional.empty());

        public Said {
            right = right.map(String::strip).filter(it -> answer == Answer.NO && !it.isEmpty());
        }
    }

    public FileCheck {
        said = Map.copyOf(said);
    }

    Said of(FileItem item) {
        return said.getOrDefault(item, Said.NOTHING);
    }
}
