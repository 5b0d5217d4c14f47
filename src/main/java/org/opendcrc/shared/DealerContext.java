package org.opendcrc.shared;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For which dealer 经销商 the present work is done. Set once at each door (request, job, listener) from {@code directory} or from
 * the event; read by the transaction manager, which tells the database, so that row-level security knows the dealer.
 */
public final class DealerContext {

    private static final ScopedValue<Integer> DEALER = ScopedValue.newInstance();

    private DealerContext() {}

    /** The dealer of the present work, or empty where nobody set one (then every query on a dealer's table fails). */
    public static Optional<Integer> current() {
        return DEALER.isBound() ? Optional.of(DEALER.get()) : Optional.empty();
    }

    /**
     * The dealer of the present work.
     *
     * @throws IllegalStateException if none is set: a door was forgotten
     */
    public static int require() {
        return current().orElseThrow(() -> new IllegalStateException("no dealer is set for this work"));
    }

    public static void runAs(int dealerId, Runnable work) {
        ScopedValue.where(DEALER, dealerId).run(work);
    }

    public static <T> T callAs(int dealerId, Supplier<T> work) {
        return ScopedValue.where(DEALER, dealerId).call(work::get);
    }

    /** Like {@link #runAs}, for work that throws checked exceptions, such as a servlet filter chain. */
    public static <X extends Exception> void throughAs(int dealerId, ThrowingWork<X> work) throws X {
        ScopedValue.where(DEALER, dealerId).<Void, X>call(() -> {
            work.run();
            return null;
        });
    }

    /** Like {@link #callAs}, for work that may throw anything, such as a method behind an aspect. */
    public static <T extends @Nullable Object> T passAs(int dealerId, PassedWork<T> work) throws Throwable {
        return ScopedValue.where(DEALER, dealerId).<T, Throwable>call(work::proceed);
    }

    /** Work that passes through. */
    @FunctionalInterface
    public interface PassedWork<T extends @Nullable Object> {
        T proceed() throws Throwable;
    }

    /** Work that may throw. */
    @FunctionalInterface
    public interface ThrowingWork<X extends Exception> {
        void run() throws X;
    }
}
