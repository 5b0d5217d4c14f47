package org.opendcrc.complaints;

/** What became of what is to go out to somebody outside. Their words are the messages below {@code complaint.notice.}. */
public enum NoticeState {
    /** The mail waits for the server. */
    QUEUED,
    SENT,
    /** The server does not take it: somebody has to call. */
    FAILED,
    /** Nothing goes out by itself: somebody has to call. */
    CALL
}
