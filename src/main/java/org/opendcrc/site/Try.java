package org.opendcrc.site;

/** One daypart in the row of attempts (上 中 下 晚). {@code letter} is the daypart's short word in the person's language. */
public record Try(String letter, State state) {

    /** Not yet used; tried without an answer; the present one. */
    public enum State {
        FREE(""),
        MISSED("dc-try-miss"),
        NOW("dc-try-now");

        private final String look;

        State(String look) {
            this.look = look;
        }

        public String look() {
            return look;
        }
    }
}
