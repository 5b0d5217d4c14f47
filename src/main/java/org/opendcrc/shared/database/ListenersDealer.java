package org.opendcrc.shared.database;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.DealerEvent;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sets the dealer of an event's listener from the event, before the listener's transaction begins: whoever delivers it, at the first
 * time and at every later one. Transactions have the last order of all, so this one stands outside of them.
 */
@Aspect
@Order(0)
@Component
class ListenersDealer {

    @Around("@annotation(org.springframework.modulith.events.ApplicationModuleListener)"
            + " || @annotation(org.springframework.transaction.event.TransactionalEventListener)")
    Object hear(ProceedingJoinPoint listener) throws Throwable {
        for (var argument : listener.getArgs()) {
            if (argument instanceof DealerEvent event) {
                return DealerContext.passAs(event.dealerId(), listener::proceed);
            }
        }
        return listener.proceed();
    }
}
