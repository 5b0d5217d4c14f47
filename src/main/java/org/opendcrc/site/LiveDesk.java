package org.opendcrc.site;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.opendcrc.shared.live.LiveNews;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open ears of browsers: each is told the topics of its dealer as they change. An ear holds neither a connection of the database nor a
 * transaction, and a virtual thread of its own, so that a slow browser keeps nobody waiting. After {@link #LIFE} it is closed and the
 * browser comes again, is asked anew who it is, and finds perhaps another node.
 */
@Component
class LiveDesk implements SmartLifecycle {

    /** An ear hears at most so long. */
    static final Duration LIFE = Duration.ofMinutes(10);

    /** So often something is written when nothing happens: it finds browsers that are gone and keeps proxies from hanging up. */
    private static final Duration BREATH = Duration.ofSeconds(20);

    /** Topics are few; whoever does not take so many in time is told to look at everything. */
    private static final int WAITING = 32;

    private final LiveNews news;
    private final Clock systemClock;
    private final Set<Ear> ears = ConcurrentHashMap.newKeySet();
    private volatile boolean open;

    LiveDesk(LiveNews news, @Qualifier("systemClock") Clock systemClock) {
        this.news = news;
        this.systemClock = systemClock;
    }

    /**
     * A new ear for the dealer's news. The first word to it is {@code hello}, so that the browser knows that it is heard.
     *
     * @param age how long ago its page was asked for: what changed since then is told at once
     */
    SseEmitter listen(int dealer, Duration age) {
        var emitter = new SseEmitter(0L); // we close it ourselves
        if (!open) {
            emitter.complete();
            return emitter;
        }
        var ear = new Ear(emitter, systemClock.instant().plus(LIFE));
        ears.add(ear);
        var subscription = news.subscribe(dealer, ear::hear);
        news.since(dealer, systemClock.instant().minus(age)).forEach(ear::hear);
        Runnable gone = () -> {
            subscription.end();
            ears.remove(ear);
            ear.close();
        };
        emitter.onCompletion(gone);
        emitter.onError(_ -> gone.run());
        Thread.ofVirtual().name("live-ear").start(() -> {
            try {
                ear.serve();
            } finally {
                gone.run();
            }
        });
        return emitter;
    }

    int listening() {
        return ears.size();
    }

    @Override
    public void start() {
        open = true;
    }

    /** Before the server waits for open requests to end: these would never. */
    @Override
    public void stop() {
        open = false;
        ears.forEach(Ear::close);
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private final class Ear {

        private static final String CLOSE = "";

        private final SseEmitter emitter;
        private final Instant until;
        private final BlockingQueue<String> topics = new ArrayBlockingQueue<>(WAITING);

        Ear(SseEmitter emitter, Instant until) {
            this.emitter = emitter;
            this.until = until;
        }

        void hear(String topic) {
            if (!topics.contains(topic) && !topics.offer(topic)) {
                topics.clear();
                topics.offer(LiveNews.EVERYTHING); // full again means that much is to be looked at anyway
            }
        }

        void close() {
            topics.clear();
            hear(CLOSE);
        }

        void serve() {
            try {
                emitter.send(SseEmitter.event().name("hello").data("").reconnectTime(2_000));
                while (open && systemClock.instant().isBefore(until)) {
                    var topic = topics.poll(BREATH.toMillis(), TimeUnit.MILLISECONDS);
                    if (CLOSE.equals(topic)) {
                        break;
                    }
                    emitter.send(
                            topic == null
                                    ? SseEmitter.event().comment("")
                                    : SseEmitter.event().name("change").data(topic));
                }
                emitter.complete();
            } catch (IOException | IllegalStateException _) {
                // the browser is gone; the container has been told by the failed writing
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
